"""Owns the proof that files kept before hashes were get theirs when the tables change, and only whole ones."""

import hashlib
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from plans.actions.evidence import attach_evidence
from plans.actions.reporting import approve_report, submit_report
from plans.models import Evidence, KeptPrint
from plans.tests.factories import cell_of

PDF = b"%PDF-1.7 printed%%EOF"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def migration():
    return import_module("plans.migrations.0017_adopt_kept_files")


@pytest.fixture
def evidence(plan_of_size, alice):
    return attach_evidence(cell=cell_of(plan_of_size(1), "1.1", 1), file=ContentFile(b"%PDF-1.4", "a.pdf"), by=alice)


@pytest.fixture
def approved(plan_of_size, alice, rita):
    return approve_report(report=submit_report(report=plan_of_size(2).reports.get(quarter=1), by=alice), by=rita)


def lay(report, name, content, migration):
    """A print as it was kept before: a file, and no row anywhere."""
    return default_storage.save(f"printed/{migration._digest(report)}/{name}", ContentFile(content))


def test_whole_prints_of_approved_reports_are_adopted(approved, migration):
    kept = {name: lay(approved, name, PDF, migration) for name in ("form-bn.pdf", "scorecard-en.pdf", "public-bn.pdf")}
    for name, content in (("form-en.pdf", b"%PDF-1.7 cut o"), ("notes.txt", PDF), ("public-en.pdf", b"")):
        lay(approved, name, content, migration)
    migration.adopt_prints(apps, None)
    rows = KeptPrint.objects.filter(report=approved)
    assert {f"{row.paper}-{row.language}.pdf": row.file.name for row in rows} == kept
    assert {(row.sha256, row.is_adopted) for row in rows} == {(hashlib.sha256(PDF).hexdigest(), True)}
    assert {row.figures for row in rows} == {migration._digest(approved)}


def test_where_nothing_was_printed_nothing_is_adopted(approved, migration, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "none"
    migration.adopt_prints(apps, None)
    assert not KeptPrint.objects.exists()


def test_evidence_is_counted_and_what_was_lost_counts_nothing(evidence, migration):
    lost = Evidence.objects.create(
        cell=evidence.cell, file="gone.pdf", name="gone.pdf", sha256="0" * 64, added_by=evidence.added_by
    )
    Evidence.objects.update(size=0)
    migration.count_evidence(apps, None)
    evidence.refresh_from_db()
    lost.refresh_from_db()
    assert (evidence.size, lost.size) == (len(b"%PDF-1.4"), 0)
