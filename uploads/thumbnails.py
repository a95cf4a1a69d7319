"""Owns small pictures of attached pictures: decoded within a budget, drawn anew, nothing of the file handed on."""

import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")  # the decoders that may see what people bring
EDGE = 96  # pixels, the longer side
MOST_PIXELS = 12_000_000  # that are decoded: some 50 megabytes of memory
QUALITY = 60
ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint has it for the whole process: of a cut picture what is there


def thumbnail(data: bytes) -> bytes | None:
    """A JPEG of at most 96 by 96 pixels; None for no picture, one too large to decode, or one cut at its head."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured here, by its own size
            return _drawn(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _drawn(data: bytes) -> bytes | None:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        picture.draft("RGB", (2 * EDGE, 2 * EDGE))  # a JPEG is decoded in an eighth of its size where that is enough
        if picture.width * picture.height > MOST_PIXELS:
            return None
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((EDGE, EDGE))
        small = BytesIO()
        turned.convert("RGB").save(small, "JPEG", quality=QUALITY)
        return small.getvalue()
