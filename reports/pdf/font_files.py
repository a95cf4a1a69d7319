"""Owns the font files that PDF is set in, which are bundled."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
FILES = (
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)


class MissingFont(RuntimeError):
    """A bundled font file is not there; without it Bengali would be printed as empty boxes."""


def missing_files(folder: Path = FOLDER) -> list[Path]:
    """The bundled font files that ``folder`` lacks."""
    return [folder / name for name in FILES if not (folder / name).is_file()]


def check_fonts(folder: Path = FOLDER) -> None:
    """Raise MissingFont unless every bundled font file is in ``folder``."""
    if missing := missing_files(folder):
        raise MissingFont(f"Missing fonts: {', '.join(map(str, missing))}")
