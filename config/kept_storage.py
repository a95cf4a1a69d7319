"""Owns the choice where kept files lie: a folder of the machine, or a bucket that all machines share."""

from collections.abc import Mapping
from typing import Any

ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def kept_storage(environment: Mapping[str, str]) -> dict[str, Any]:
    """The storage of kept files: S3-compatible where ``S3_BUCKET`` names a bucket."""
    bucket = environment.get("S3_BUCKET", "")
    if not bucket:
        return ON_DISK
    from botocore.config import Config  # only where it is used: it takes its time

    # A page waits, and a save of evidence holds its plan meanwhile: twice at most, then it is told.
    seconds = float(environment.get("S3_TIMEOUT_SECONDS", "10"))
    attempts = {"total_max_attempts": 2, "mode": "standard"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": environment.get("S3_ENDPOINT") or None,
        "region_name": environment.get("S3_REGION") or "us-east-1",
        "access_key": environment.get("S3_ACCESS_KEY") or None,
        "secret_key": environment.get("S3_SECRET_KEY") or None,
        "location": environment.get("S3_FOLDER", ""),
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},  # a name of its own for every bucket is what few houses have
            connect_timeout=min(3, seconds),
            read_timeout=seconds,
            retries=attempts,
        ),
    }
    return {"BACKEND": "jobs.object_storage.ObjectStorage", "OPTIONS": options}
