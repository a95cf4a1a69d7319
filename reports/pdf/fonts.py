"""Owns the fonts that PDF is set in: the bundled files, and nothing the machine happens to have installed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint.text.fonts import FontConfiguration

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
FILES = (
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)
NO_SYSTEM_FONTS = Path(__file__).with_name("no-system-fonts.conf")

_environment = threading.Lock()


class MissingFont(RuntimeError):
    """A bundled font file is not there; without it Bengali would be printed as empty boxes."""


def missing_files(folder: Path = FOLDER) -> list[Path]:
    """The bundled font files that ``folder`` lacks."""
    return [folder / name for name in FILES if not (folder / name).is_file()]


def check_fonts(folder: Path = FOLDER) -> None:
    """Raise MissingFont unless every bundled font file is in ``folder``."""
    if missing := missing_files(folder):
        raise MissingFont(f"Missing fonts: {', '.join(map(str, missing))}")


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
