"""Owns the settings of the log, the same for the site, its commands, its workers and the web server in front of it."""

from collections.abc import Mapping
from typing import Any

PLAIN = "{asctime} {levelname} {name} request={request_id} number={incident} {message}"
ALWAYS = {"level": "INFO"}  # noted whatever LOG_LEVEL says


def log_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """For ``logging.config.dictConfig``: LOG_FORMAT chooses plain or JSON lines, LOG_LEVEL what is noted."""
    form = "json" if environment.get("LOG_FORMAT") == "json" else "plain"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "operations.log_lines.RequestIdFilter"}},
        "formatters": {
            "plain": {"()": "operations.log_lines.PlainLine", "format": PLAIN, "style": "{"},
            "json": {"()": "operations.log_lines.JsonLine"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": form}},
        "root": {"handlers": ["console"], "level": environment.get("LOG_LEVEL", "WARNING")},
        "loggers": {"doors": ALWAYS},
    }
