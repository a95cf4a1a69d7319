"""Owns the doctor's look at the machine: folders, disk, fonts, a printed page, and the age of the last backup."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from operations.closing import closure
from operations.doctor.advice import Advice, fail, shown, warn, well
from operations.readiness import fonts_trouble, storage_trouble
from reports.pdf.engine import render_pdf

FULL, NEARLY = 0.05, 0.15  # of the disk left
TRIED = '<html lang="bn"><head><title>পরীক্ষা</title></head><body><p>শুদ্ধাচার কর্ম-পরিকল্পনা, ১ম কোয়ার্টার</p></body></html>'
STALE = timedelta(hours=26)  # a day, and the time a backup takes
GIGABYTE = 2**30


def look() -> Iterator[Advice]:
    """What lies on this machine."""
    yield _storage()
    yield from _disks()
    yield _static()
    yield _paper()
    yield _backup()
    if closure() is not None:
        found = ("সাইট রক্ষণাবেক্ষণের জন্য বন্ধ", "the site is closed for maintenance")
        yield warn("maintenance", found, ("manage.py maintenance off", "manage.py maintenance off"))


def _storage() -> Advice:
    """A bucket that can be seen may still refuse what is brought: something is kept there, read and removed."""
    if trouble := storage_trouble() or _refused():
        found = (f"ফাইল রাখা যায় না ({trouble})", trouble)
        to_do = (
            "DATA_DIR-এর মালিক ও অনুমতি, অথবা S3_… ও manage.py make_bucket দেখুন",
            "look at owner and rights of DATA_DIR, or at S3_… and manage.py make_bucket",
        )
        return fail("storage", found, to_do)
    return well("storage", "ফাইল রাখা যায়", "files can be kept")


def _refused() -> str:
    try:
        name = default_storage.save(f"doctor-{uuid4().hex}", ContentFile(b"on trial"))
        try:
            with default_storage.open(name) as kept:
                is_same = kept.read() == b"on trial"
        finally:
            default_storage.delete(name)
    except OSError as error:
        return f"the storage refuses a file: {type(error).__name__}"
    return "" if is_same else "the storage gives back another file"


def _disks() -> Iterator[Advice]:
    """Of the data, and of the backups where they lie on another one."""
    yield _disk("disk", settings.DATA_DIR)
    backups: Path | None = settings.BACKUPS_DIR
    if backups and backups.is_dir() and backups.stat().st_dev != settings.DATA_DIR.stat().st_dev:
        yield _disk("backups disk", backups)


def _disk(name: str, folder: Path) -> Advice:
    used = shutil.disk_usage(folder)
    left, free = used.free / used.total, used.free / GIGABYTE
    found = (f"{folder}: {shown(round(free, 1))} গিগাবাইট খালি", f"{folder}: {free:.1f} GB are free")
    to_do = ("পুরোনো ব্যাকআপ সরান বা ডিস্ক বাড়ান", "move old backups away, or enlarge the disk")
    if left < FULL:
        return fail(name, found, to_do)
    return warn(name, found, to_do) if left < NEARLY else well(name, *found)


def _static() -> Advice:
    if settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").exists():
        return well("static", "স্থির ফাইল সংগ্রহ করা আছে", "static files are collected")
    found = ("স্থির ফাইল সংগ্রহ করা নেই: পাতা সাজহীন", "static files are not collected: pages fail")
    return fail("static", found, ("manage.py collectstatic --noinput", "manage.py collectstatic --noinput"))


def _paper() -> Advice:
    if fonts_trouble():
        found = ("বাংলা ফন্ট নেই", "Bengali fonts are missing")
        return fail("paper", found, ("static/fonts ফেরত আনুন", "put static/fonts back"))
    try:
        printed = render_pdf(TRIED)
    except Exception as error:  # whatever a library of the system says: nothing can be printed
        found = (f"PDF হয় না: {type(error).__name__}", f"no PDF can be made: {type(error).__name__}")
        return fail("paper", found, ("bin/setup চালান", "run bin/setup, which names missing packages"))
    size = len(printed)
    return well("paper", f"পরীক্ষামূলক বাংলা PDF হয়েছে ({shown(size)} বাইট)", f"a Bengali page was printed ({size} bytes)")


def _backup() -> Advice:
    folder: Path | None = settings.BACKUPS_DIR
    last = max((file.stat().st_mtime for file in folder.glob("plans-*.tar")), default=None) if folder else None
    to_do = (
        "প্রতি রাতে manage.py backup চালান; ফোল্ডারটি BACKUPS_DIR-এ লিখুন",
        "back up every night; name the folder in BACKUPS_DIR",
    )
    if last is None:
        where = folder or "BACKUPS_DIR"
        return fail("backup", (f"{where}: কোনো ব্যাকআপ নেই", f"{where}: no backup is known"), to_do)
    age = datetime.now(UTC) - datetime.fromtimestamp(last, UTC)
    hours = int(age.total_seconds() // 3600)
    found = (f"শেষ ব্যাকআপ {shown(hours)} ঘণ্টা আগের", f"the last backup is {hours} hours old")
    return fail("backup", found, to_do) if age > STALE else well("backup", *found)
