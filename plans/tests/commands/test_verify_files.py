"""Owns the proof that files which were changed or lost are found, and that a lost print can be printed anew."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from imports.actions.bringing import keep_source
from plans.actions.evidence import attach_evidence, remove_evidence
from plans.actions.prints import keep_print
from plans.actions.reporting import approve_report, submit_report
from plans.models import Evidence, KeptPrint, QuarterReport, SourceFile
from plans.tests.factories import cell_of

PDF, FORGED = b"%PDF-1.7 genuine%%EOF", b"%PDF-1.7 forged%%EOF"


@pytest.fixture
def kept(plan_of_size, alice, rita):
    """A document, an evidence in two cells that was taken off one of them, and the print of an approved report."""
    plan = plan_of_size(2)
    keep_source(b"a document", "plan.xlsx", by=None)
    for number, content in (("1.1", PDF), ("1.2", PDF)):
        file = SimpleUploadedFile("notice.pdf", content)
        evidence = attach_evidence(cell=cell_of(plan, number, 1), file=file, by=alice)
    remove_evidence(evidence=evidence, by=alice)
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita)
    report = QuarterReport.objects.get(plan=plan, quarter=1)
    return keep_print(report=report, figures="f" * 64, paper="form", language="bn", pdf=PDF)


def told(*options):
    """Exit code, and what is wrong with which table."""
    out = StringIO()
    try:
        call_command("verify_files", "--json", *options, stdout=out)
    except SystemExit as ended:
        return ended.code, [(fault["table"], fault["fault"]) for fault in json.loads(out.getvalue())["faults"]]
    return 0, json.loads(out.getvalue())["faults"]


def file_of(model):
    return Path(default_storage.path(model.objects.get().file.name))


def test_kept_files_are_what_they_were(kept):
    assert told() == (0, [])


@pytest.mark.parametrize(("model", "table"), [(Evidence, "evidence"), (KeptPrint, "print"), (SourceFile, "document")])
def test_a_file_that_was_changed_or_lost_is_found(kept, model, table):
    file_of(model).write_bytes(FORGED)
    assert told() == (1, [(table, "changed")])
    file_of(model).unlink()
    assert told() == (1, [(table, "missing")])


def test_a_print_that_is_lost_for_good_is_forgotten_and_the_ledger_tells_it(kept):
    file_of(KeptPrint).unlink()
    assert told("--forget-prints")[0] == 1
    assert not KeptPrint.objects.exists()
    assert kept.report.plan.events.get(verb="forget_print").before["sha256"] == kept.sha256
    call_command("verify_events", stdout=StringIO())
    assert told() == (0, [])
    keep_print(report=kept.report, figures=kept.figures, paper="form", language="bn", pdf=PDF)
    assert told() == (0, [])


def test_what_is_wrong_is_told_in_lines_for_people_too(kept):
    file_of(Evidence).unlink()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_files", stdout=out)
    assert '"missing"' in out.getvalue()
    assert "1 faults" in out.getvalue()
