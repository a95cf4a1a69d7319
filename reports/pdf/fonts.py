"""Owns the fonts PDF is set in: the bundled ones, and nothing the machine happens to have installed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint.text.fonts import FontConfiguration

from reports.pdf.font_files import check_fonts

NO_SYSTEM_FONTS = Path(__file__).with_name("no-system-fonts.conf")

_environment = threading.Lock()


def font_configuration() -> FontConfiguration:
    """A font configuration without any font yet; stylesheets add the bundled ones with @font-face."""
    check_fonts()
    with _fontconfig_file(NO_SYSTEM_FONTS):
        return FontConfiguration()


@contextmanager
def _fontconfig_file(file: Path) -> Iterator[None]:
    # The configuration is read when it is made, and the environment is the only way to name another file.
    with _environment:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
