"""Owns what every page shows around its content: where one can go, and as whom one is here."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from offices.queries.rights import Standing
from plans.views.standing import standing_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The navigation of a person who is logged in; nothing for anybody else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    standing = standing_for(request)
    places = [
        {"url": url, "label": label, "current": _is_current(request.path, url)} for url, label in _places(standing)
    ]
    return {"navigation": places, "membership": standing.memberships[0] if standing.memberships else None}


def _places(standing: Standing) -> list[tuple[str, str]]:
    places = [(reverse("home"), _("My work"))]
    if standing.is_reviewer or standing.is_administrator:
        places.append((reverse("reports:comparison"), _("Comparison")))
        places.append((reverse("plans:policies"), _("Policies")))
    if standing.is_administrator:
        places.append((reverse("imports:upload"), _("Import")))
        places.append((reverse("admin:index"), _("Administration")))
    return places


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
