"""Owns the proof that files are stored under names any file system takes."""

import pytest

from jobs.storing import stored_name


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("plan.xlsx", ".xlsx"),
        ("PLAN.XLSX", ".xlsx"),
        ("ক" * 200 + ".zip", ".zip"),
        ("../../etc/passwd", ""),
        ("বার্ষিক.প্রতিবেদন", ""),
        ("a.b/c", ""),
        ("x.\n", ""),
        ("", ""),
    ],
)
def test_a_stored_name_keeps_nothing_of_the_given_one_but_a_usual_ending(name, ending):
    stored = stored_name(name)
    assert len(stored) == 32 + len(ending)
    assert stored.endswith(ending)
    assert stored.isascii()
    assert stored != stored_name(name)
