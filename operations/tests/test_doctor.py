"""Owns the proof of the doctor: what it finds in an installation, and what it says to do."""

import json
import os

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from config.kept_storage import kept_storage
from jobs.models import SILENCE, Job
from notices.tests.postbox import running_postbox
from operations import readiness as conditions
from operations.closing import Closure, close
from operations.doctor import deployment
from operations.doctor.advice import Grade

KEYS = dict.fromkeys(deployment.KEYS, "k" * 60)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.BACKUPS_DIR = tmp_path, tmp_path / "files", tmp_path


@pytest.fixture
def looked(db, capsys):
    """``looked()``: the grade of everything by its name, and the exit code."""

    def look(*arguments):
        capsys.readouterr()
        code = 0
        try:
            call_command("doctor", "--json", *arguments)
        except SystemExit as ended:
            code = ended.code
        told = json.loads(capsys.readouterr().out)
        return {each["name"]: each for each in told["advice"]}, code

    return look


@pytest.fixture
def in_production(settings, monkeypatch, tmp_path):
    """As an operator sets it up."""
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    settings.DEBUG, settings.HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = False, True, 1
    settings.ALLOWED_HOSTS, settings.ADMINISTRATOR_CONTACT = ["plans.example.gov.bd"], "রহিমা, ০১৭"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 1
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    (tmp_path / "plans-2026-11-29-220000.tar").write_bytes(b"")


def test_an_installation_in_order_fails_at_nothing(looked, in_production):
    found, code = looked()
    assert {name for name, each in found.items() if each["grade"] == Grade.FAIL} == set()
    assert code == 0
    assert {name: found[name]["grade"] for name in ("keys", "https", "hosts", "paper", "backup", "storage")} == (
        dict.fromkeys(("keys", "https", "hosts", "paper", "backup", "storage"), Grade.OK)
    )


def test_whatever_is_not_well_says_what_to_do_in_both_languages(looked):
    found, _code = looked()
    unwell = [each for each in found.values() if each["grade"] != Grade.OK]
    assert unwell
    assert all(each["do_bn"] and each["do_en"] and each["bn"] and each["en"] for each in unwell)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("debug", {"DEBUG": True}),
        ("hosts", {"ALLOWED_HOSTS": ["*"]}),
        ("proxies", {"ALLAUTH_TRUSTED_PROXY_COUNT": 0}),
        ("broker", {"CELERY_BROKER_URL": "redis://127.0.0.1:1/0"}),
        ("mail", {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}),
        ("scanner", {"VIRUS_SCANNER": ["/no/such/program"]}),
        ("backup", {"BACKUPS_DIR": None}),
    ],
)
def test_what_does_not_work_fails(looked, in_production, settings, name, change):
    for setting, value in change.items():
        setattr(settings, setting, value)
    found, code = looked()
    assert found[name]["grade"] == Grade.FAIL
    assert code == 1


def test_jobs_in_the_database_that_no_worker_takes_fail(looked, in_production, settings, administrator):
    settings.JOBS_IN_DATABASE = True
    assert "workers" not in looked()[0]
    waiting = Job.objects.create(task="booklet", asked_by=administrator)
    Job.objects.filter(pk=waiting.pk).update(asked_at=Now() - SILENCE * 2)
    found, code = looked()
    assert (found["workers"]["grade"], code) == (Grade.FAIL, 1)


def test_a_second_factor_that_no_key_opens_fails(looked, in_production, settings, administrator):
    secret = get_adapter().encrypt("ABCDEFGH")
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert "second factors" not in looked()[0]
    settings.SECRETS_KEYS = ["another key"]
    assert looked()[0]["second factors"]["grade"] == Grade.FAIL


def test_a_bucket_that_is_not_there_and_a_folder_nobody_may_write_fail(looked, in_production, settings, object_store):
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(object_store.new_bucket())}
    assert looked()[0]["storage"]["grade"] == Grade.OK
    elsewhere = object_store.environment | {"S3_BUCKET": "never-made"}
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(elsewhere)}
    assert looked()[0]["storage"]["grade"] == Grade.FAIL


def test_the_file_kept_on_trial_leaves_nothing_behind(looked, settings):
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    before = set(settings.MEDIA_ROOT.iterdir())
    assert looked()[0]["storage"]["grade"] == Grade.OK
    assert set(settings.MEDIA_ROOT.iterdir()) == before


def test_a_backup_of_the_day_before_yesterday_fails(looked, in_production, tmp_path):
    os.utime(tmp_path / "plans-2026-11-29-220000.tar", (0, 0))
    assert looked()[0]["backup"]["grade"] == Grade.FAIL


def test_a_migration_that_is_missing_fails(looked, in_production):
    MigrationRecorder.Migration.objects.filter(app="jobs", name="0004_request_id").delete()
    found, code = looked()
    assert (found["migrations"]["grade"], code) == (Grade.FAIL, 1)


def test_paper_without_fonts_fails(looked, in_production, monkeypatch, tmp_path):
    monkeypatch.setattr(conditions, "missing_files", lambda: [tmp_path / "NotoSansBengali-Regular.ttf"])
    assert looked()[0]["paper"]["grade"] == Grade.FAIL


def test_a_site_that_was_forgotten_closed_is_told(looked, in_production):
    close(Closure())
    assert looked()[0]["maintenance"]["grade"] == Grade.WARN


def test_a_mail_server_is_greeted_and_gets_a_mail_only_when_asked(looked, in_production, settings):
    with running_postbox(settings) as postbox:
        assert looked()[0]["mail"]["grade"] == Grade.OK
        assert postbox.taken == []
        assert looked("--mail", "operator@example.org")[0]["mail"]["grade"] == Grade.OK
        assert [mail["To"] for mail in postbox.taken] == ["operator@example.org"]


def test_a_scanner_that_clears_nothing_fails(looked, in_production, settings):
    settings.VIRUS_SCANNER = ["false"]
    assert looked()[0]["scanner"]["grade"] == Grade.FAIL
    settings.VIRUS_SCANNER = ["true"]
    assert looked()[0]["scanner"]["grade"] == Grade.OK


def test_lines_for_eyes_are_bengali_first(db, in_production, capsys):
    call_command("doctor")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ঠিক · ok  debug: ডিবাগ বন্ধ"
    assert lines[1].strip() == "debugging is off"
    assert lines[-1].endswith("0 fail")


def test_no_key_and_no_password_is_told(db, in_production, settings, capsys):
    settings.EMAIL_HOST_PASSWORD = "a-password-of-mails"
    call_command("doctor")
    told = capsys.readouterr().out
    assert KEYS["NUMBER_KEY"] not in told
    assert "a-password-of-mails" not in told


def test_the_database_is_told_as_it_is(looked, in_production):
    found, _code = looked()
    if connection.vendor == "postgresql":
        assert found["database"]["en"].startswith("PostgreSQL ")
        assert "plans.W001" in " ".join(found)  # tests own their tables
    else:
        assert found["database"]["grade"] == Grade.WARN
    assert found["clock"]["grade"] == Grade.OK
