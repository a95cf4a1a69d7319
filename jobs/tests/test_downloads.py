"""Owns the proof that every name of a file fits its header and comes back as it was."""

from email.message import Message

import pytest

from jobs.downloads import download, printable


def name_read_from(response):
    message = Message()
    message["Content-Disposition"] = response["Content-Disposition"]
    return message.get_filename()


@pytest.mark.parametrize("name", ["plan.xlsx", "শিল্প মন্ত্রণালয়.pdf", 'a "b".csv', "back\\slash.csv", "semi;colon.csv"])
def test_a_name_comes_back_as_it_was(name):
    assert name_read_from(download(b"x", name, "text/csv")) == name


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1.pdf", "a\nb.pdf", "a\x00b.pdf", "a\u2028b.pdf"])
def test_a_name_with_a_line_break_stays_one_header(name):
    response = download(b"x", name, "application/pdf", inline=True)
    assert response["Content-Disposition"].startswith("inline; filename")
    assert "\n" not in response["Content-Disposition"]
    assert "Set-Cookie" not in response.headers
    assert name_read_from(response) == printable(name)


def test_a_file_is_saved_unless_it_may_be_shown():
    assert download(b"x", "a.csv", "text/csv")["Content-Disposition"].startswith("attachment")
    assert download(b"x", "", "text/csv")["Content-Disposition"] == "attachment"
