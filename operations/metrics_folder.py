"""Owns where the processes of one machine leave their figures for each other. Needs no settings of Django."""

import os
import platform
import shutil
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def metrics_folder(data: Path) -> Path:
    """Of this machine alone: numbers of processes are the same on others that share the data folder."""
    return data / "metrics" / (platform.node() or "machine")


def name_folder(data: Path) -> None:
    """Makes the folder and names it to prometheus_client, which reads the variable when it is imported."""
    folder = Path(os.environ.setdefault(VARIABLE, str(metrics_folder(data))))
    folder.mkdir(parents=True, exist_ok=True)


def begin_anew(data: Path) -> None:
    """Forgets the figures of processes that ended with the server before this one."""
    shutil.rmtree(os.environ.get(VARIABLE) or metrics_folder(data), ignore_errors=True)
