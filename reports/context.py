"""Owns what every page shows around its content: where one can go, and as whom one is here."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from offices.models import Role
from offices.queries.rights import Standing
from plans.views.standing import standing_for, whole_standing_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The navigation of a person who is logged in; nothing for anybody else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    standing = standing_for(request)
    places = [
        {"url": url, "label": label, "current": _is_current(request.path, url)} for url, label in _places(standing)
    ]
    held, whole = standing.memberships, whole_standing_for(request).memberships
    here = {"membership": held[0] if held else None, "roles_held": held, "whoami": _called(standing)}
    several = {"memberships": whole, "works_as": held[0].pk if len(held) < len(whole) else None}
    return {"navigation": places} | here | (several if len(whole) > 1 else {})


def _called(standing: Standing) -> str:
    """As what somebody is here: the post, else the role; never the name for log-in."""
    if standing.memberships:
        first = standing.memberships[0]
        return str(first.post or first.get_role_display())
    return _("Administrator") if standing.is_administrator else standing.person.own_name


def _places(standing: Standing) -> list[tuple[str, str]]:
    places = [(reverse("home"), _("My work"))]
    if standing.is_reviewer or standing.is_administrator:
        places.append((reverse("reports:comparison"), _("Comparison")))
        places.append((reverse("plans:policies"), _("Policies")))
    if standing.is_administrator or standing.offices_as(Role.REVIEWER, Role.HEAD):
        places.append((reverse("offices:tree"), _("Offices")))
    if standing.is_administrator:
        places.append((reverse("imports:upload"), _("Import")))
        places.append((reverse("admin:index"), _("Administration")))
    return places


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
