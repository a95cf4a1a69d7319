"""Owns the ways a workbook's file comes to harm: bytes cut and flipped, parts lost or doubled, XML that lies."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

Damage = Callable[[Random, bytes], bytes]

_SHEET = "xl/worksheets/sheet1.xml"


def truncate(rng: Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def flip_bits(rng: Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.choice((1, 3, 20, 200))):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def cut_out(rng: Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    return content[:start] + content[start + rng.randint(1, 500) :]


def drop_a_part(rng: Random, content: bytes) -> bytes:
    members = _members(content)
    members.pop(rng.choice(sorted(members)))
    return _packed(members)


def empty_a_part(rng: Random, content: bytes) -> bytes:
    members = _members(content)
    members[rng.choice(sorted(members))] = b""
    return _packed(members)


def spoil_xml(rng: Random, content: bytes) -> bytes:
    """Some bytes of an XML part are others, within a whole zip."""
    members = _members(content)
    name = rng.choice(sorted(members))
    spoilt = bytearray(members[name])
    for _ in range(rng.choice((1, 5))):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return _packed(members | {name: bytes(spoilt)})


def swap_parts(rng: Random, content: bytes) -> bytes:
    members = _members(content)
    one, other = rng.sample(sorted(members), 2)
    return _packed(members | {one: members[other], other: members[one]})


def change_attributes(rng: Random, content: bytes) -> bytes:
    """Attributes of the sheet's XML say something else: addresses, types, styles, merged ranges, the extent."""
    values = (b"A1", b"XFD1048576", b"ZZZZ9999999", b"A0", b"B2:A1", b"A1:XFD1048576", b"s", b"e", b"b", b"d", b"-1")
    values += (b"99999999", b"", b"\xe0\xa7\xa7", b"1e9", b"nan")

    def change(match: re.Match[bytes]) -> bytes:
        return match[1] + rng.choice(values) + b'"' if rng.random() < 0.01 else match[0]

    return _with_sheet(content, lambda xml: re.sub(rb'(\b(?:r|t|s|ref|spans|ht|min|max)=")[^"]*"', change, xml))


def change_contents(rng: Random, content: bytes) -> bytes:
    """Contents of cells in the sheet's XML say something else."""
    values = (b"", b"1E400", b"-1", b"NaN", b"9" * 40, b"&amp;#0;", b"<t>x</t>", b"0.1000000000000000055", b" 4 ")

    def change(match: re.Match[bytes]) -> bytes:
        return match[1] + rng.choice(values) + match[3] if rng.random() < 0.02 else match[0]

    return _with_sheet(content, lambda xml: re.sub(rb"(<(v|t)>)[^<]*(</\2>)", change, xml))


def add_elements(rng: Random, content: bytes) -> bytes:
    """Elements nobody expects stand among rows and cells."""
    extra = rng.choice(
        (b"<row/>", b"<c/>", b'<row r="1"><c r="A1"/></row>', b"<x:y xmlns:x='u'>z</x:y>", b"<f>1/0</f>")
    )
    places = (b"</row>", b"</c>", b"</sheetData>")
    return _with_sheet(
        content, lambda xml: xml.replace(rng.choice(places), extra + rng.choice(places), rng.randint(1, 3))
    )


def declare_entities(rng: Random, content: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _with_sheet(content, lambda xml: xml.replace(b"?>", b"?>" + bomb, 1) if b"?>" in xml else bomb + xml)


def write_far_away(rng: Random, content: bytes) -> bytes:
    """One cell stands at the end of the world."""
    place = rng.choice((b"XFD1048576", b"A1048576", b"XFD1"))
    row = re.search(rb"\d+", place)[0]  # type: ignore[index]
    far = b'<row r="' + row + b'"><c r="' + place + b'"><v>1</v></c></row>'
    return _with_sheet(content, lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"))


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    members = _members(content)
    return _packed(members | {_SHEET: change(members[_SHEET])})


DAMAGES: tuple[Damage, ...] = (
    truncate,
    flip_bits,
    cut_out,
    drop_a_part,
    empty_a_part,
    spoil_xml,
    swap_parts,
    change_attributes,
    change_contents,
    add_elements,
    declare_entities,
    write_far_away,
)
