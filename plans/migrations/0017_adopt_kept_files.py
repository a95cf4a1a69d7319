"""Writes down the hash of every print that is kept already, and the size of every evidence."""

import hashlib
import json
import re

from django.core.files.storage import default_storage
from django.db import migrations

FOLDER = 'printed'
NAME = re.compile(r'(form|scorecard|public)-(bn|en)\.pdf')
END, ITS_PLACE = b'%%EOF', -1024  # a print that lacks it was cut off: it is printed anew
BATCH = 500


def adopt_prints(apps, schema_editor):
    report_model, kept = apps.get_model('plans', 'QuarterReport'), apps.get_model('plans', 'KeptPrint')
    folders = set(_listed(FOLDER)[0])
    if not folders:
        return
    reports = report_model.objects.filter(state='approved')
    for report in reports.iterator(BATCH):
        figures = _digest(report)
        if figures in folders:
            kept.objects.bulk_create(_prints(kept, report, figures))


def count_evidence(apps, schema_editor):
    for evidence in apps.get_model('plans', 'Evidence').objects.filter(size=0).only('file').iterator(BATCH):
        try:
            evidence.size = default_storage.size(evidence.file.name)
        except OSError:
            continue  # lost before it was counted; its page says so
        evidence.save(update_fields=['size'])


def _prints(model, report, figures):
    for name in _listed(f'{FOLDER}/{figures}')[1]:
        found, place = NAME.fullmatch(name), f'{FOLDER}/{figures}/{name}'
        content = _content(place) if found else b''
        if END in content[ITS_PLACE:]:
            yield model(
                report=report,
                paper=found[1],
                language=found[2],
                figures=figures,
                file=place,
                sha256=hashlib.sha256(content).hexdigest(),
                is_adopted=True,
            )


def _listed(folder):
    try:
        return default_storage.listdir(folder)
    except OSError:
        return [], []


def _content(place):
    with default_storage.open(place) as file:
        return file.read()


def _digest(report):
    content = [report.plan_id, report.quarter, report.scorecard, report.frozen_switches]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(',', ':'))
    return hashlib.sha256(text.encode()).hexdigest()


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0016_kept_prints_have_a_hash'),
    ]

    operations = [
        migrations.RunPython(adopt_prints, migrations.RunPython.noop),
        migrations.RunPython(count_evidence, migrations.RunPython.noop),
    ]
