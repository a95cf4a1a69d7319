"""Owns how gunicorn runs the site, which reads this from the folder it is started in; its options go first."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from operations.log_settings import log_settings  # noqa: E402 - from the folder added above
from operations.metrics_folder import begin_anew  # noqa: E402

LOG = log_settings(os.environ)
_OWN: dict[str, Any] = {"handlers": ["console"], "level": LOG["root"]["level"], "propagate": False}

threads = 12  # more than operations.shares gives to the public, files and log-ins together: the rest is the officers'
timeout = 120
control_socket_disable = True  # nobody asks by it, and it wants a home
graceful_timeout = 60  # seconds in which a process that is replaced ends what it began
# Addresses hold what was asked of a search: the web server in front notes them where somebody wants that.
_NONE: dict[str, Any] = {"handlers": [], "level": "CRITICAL", "propagate": False}
logconfig_dict = LOG | {"loggers": LOG["loggers"] | {"gunicorn.error": _OWN, "gunicorn.access": _NONE}}


def on_starting(server: Any) -> None:
    """Figures begin anew with the server; processes replaced while it runs keep theirs."""
    if server.cfg.threads < threads:
        told = "%d threads instead of the %d of gunicorn.conf.py: leave --threads out, or officers wait behind others"
        server.log.warning(told, server.cfg.threads, threads)
    begin_anew(Path(os.environ.get("DATA_DIR", ROOT / "var")))


def post_worker_init(worker: Any) -> None:
    """All code is read before the first request, not at it: the first one waits no longer than the others.

    Nor does any wait until all that stays, the code, is searched for garbage: that took a sixth of a second at a time.
    """
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reads every module that answers
    gc.collect()
    gc.freeze()
