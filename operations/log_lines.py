"""Owns how a line of the log looks, plain or as JSON, and what never stands in one. Needs no settings of Django."""

import json
import logging
import re
from datetime import datetime
from typing import Any

from jobs.origin import current_request_id
from operations.incidents import incident_number

# Keys of links to a password, and what PostgreSQL quotes of a refused row: it was typed by somebody.
_KEYS = re.compile(r"(/reset/key/|/confirm-email/)[^/\s]+")
_QUOTED = re.compile(r"\n(?:DETAIL|LINE \d+):.*?(?=\n\n(?:The above|During handling)|\Z)", re.DOTALL)
_HIDDEN = "…"


def without_secrets(text: str) -> str:
    """The text without the keys of links and without what the database quotes of people's rows."""
    return _QUOTED.sub(f"\nDETAIL: {_HIDDEN}", _KEYS.sub(rf"\1{_HIDDEN}", text))


class RequestIdFilter(logging.Filter):
    """Gives every line the number of the request it comes from, long and as it is read out; "-" outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        request_id = getattr(getattr(record, "request", None), "request_id", "") or current_request_id()
        record.__dict__ |= {"request_id": request_id, "incident": incident_number(request_id)}
        return True


class PlainLine(logging.Formatter):
    """For eyes: one line, and the traceback under it."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonLine(logging.Formatter):
    """For machines: one object a line, times with their zone."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "request": getattr(record, "request_id", "-"),
            "number": getattr(record, "incident", "-"),
            "process": record.process,
        }
        told |= getattr(record, "told", {})  # figures of the line, by name
        if record.exc_info:
            told["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)
