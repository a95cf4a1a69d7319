"""Owns the settings of a worker in the tests: the project's, with the work of the tests and a broker of its own."""

import os

from config.settings import *  # noqa: F403
from config.settings import CELERY_BROKER_TRANSPORT_OPTIONS, JOBS
from jobs.tests.work import SETTINGS

JOBS = JOBS | SETTINGS
JOBS_HEARTBEAT = 1
if folder := os.environ.get("BROKER_FOLDER"):  # where there is no Redis
    CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {
        "data_folder_in": folder,
        "data_folder_out": folder,
        "control_folder": f"{folder}/control",
    }
