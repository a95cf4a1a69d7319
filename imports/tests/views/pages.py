"""Owns what the tests of import pages share: documents brought, previews confirmed."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.tests.factories import INDUSTRIES

UPLOAD = reverse("imports:upload")
SHOWN = re.compile(r'name="shown" value="([0-9a-f]{64})"')


def uploaded(content: bytes, name: str = INDUSTRIES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def shown_by(page: str) -> str:
    """The fingerprint a preview carries."""
    found = SHOWN.search(page)
    assert found, "the page carries no fingerprint"
    return found[1]
