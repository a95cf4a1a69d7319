"""Owns what a document may load while it is printed: the bundled fonts, nothing else, never the network."""

from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.pdf.font_files import FILES, FOLDER

SCHEME = "bundled:"


class ForbiddenResource(ValueError):
    """A document asked for something outside the bundled files."""


class BundledFiles(URLFetcher):
    """Answers ``bundled:NotoSans-Regular.ttf``; any other address stops the rendering."""

    def __init__(self, folder: Path = FOLDER) -> None:
        super().__init__(fail_on_errors=True)
        self._folder = folder

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The bundled file behind ``url``. Raises ForbiddenResource for every other address."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in FILES:
            raise ForbiddenResource(f"A printed document may not load {url!r}")
        return URLFetcherResponse(url, (self._folder / name).read_bytes(), {"Content-Type": "font/ttf"})
