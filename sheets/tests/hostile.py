"""Owns files built to harm, made when they are asked for: by name, with the codes of the problems they may get."""

import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from sheets.tests.raw import HEAD, MAIN, SHEET, cells, parts, relations, workbook, zipped

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
READ = ""  # not refused: read without what would harm
UNSAFE, LARGE, SLOW = "unsafe_file", "file_too_large_to_read", "reading_took_too_long"
DAMAGED, LOCKED, OTHER = "damaged_file", "encrypted_file", "not_a_workbook"

Maker = Callable[[], bytes]
HOSTILE: dict[str, tuple[Maker, frozenset[str]]] = {}


def hostile(*codes: str) -> Callable[[Maker], Maker]:
    """Adds a maker to the corpus under its name."""

    def add(maker: Maker) -> Maker:
        HOSTILE[maker.__name__.strip("_")] = (maker, frozenset(codes))
        return maker

    return add


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**parts(cells("<c><v>7</v></c>")), name: content})


def with_sheet(xml: str) -> bytes:
    return workbook(xml)


# --- zips ------------------------------------------------------------------------------------------------------


@hostile(UNSAFE)
def zip_bomb_beside_the_sheets() -> bytes:
    return with_part("xl/media/image1.png", bytes(70_000_000))


@hostile(UNSAFE)
def zip_bomb_as_a_sheet() -> bytes:
    return workbook("<sheetData/>" + " " * 200_000_000)


@hostile(DAMAGED)
def zip_bomb_that_lies_about_its_size() -> bytes:
    """The directory says 5,000 bytes; what is packed unpacks to 300 million."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()
    return _with_raw_member(SHEET, packed, 5_000)


@hostile(UNSAFE)
def members_that_overlap() -> bytes:
    """Every entry of the directory points to the same packed bytes."""
    data = with_part("xl/media/a.bin", random.Random(1).randbytes(50_000))
    start = data.index(b"PK\x01\x02")
    entries, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"xl/media/a.bin", b"xl/media/%c.bin" % (98 + n)) for n in range(20))
    count = struct.unpack("<H", end[10:12])[0] + 20
    size = len(entries) + len(copies)
    new_end = end[:8] + struct.pack("<HHLL", count, count, size, start) + end[20:]
    return data[:start] + entries + copies + new_end


@hostile(UNSAFE)
def members_with_one_name() -> bytes:
    stream = io.BytesIO(with_part("xl/media/a.png", b""))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/Worksheets/Sheet1.xml", b"<worksheet/>")
    return stream.getvalue()


@hostile(UNSAFE)
def twenty_thousand_members() -> bytes:
    return zipped({**parts(), **{f"xl/media/{n}.png": b"" for n in range(20_000)}})


@hostile(UNSAFE)
def a_name_that_climbs_out() -> bytes:
    return with_part("../../../etc/cron.d/x", b"")


@hostile(UNSAFE)
def a_name_from_the_root() -> bytes:
    return with_part("/etc/passwd", b"")


@hostile(UNSAFE)
def a_name_on_a_drive() -> bytes:
    return with_part("C:\\windows\\x.xml", b"")


@hostile(UNSAFE)
def a_workbook_inside() -> bytes:
    return with_part("xl/media/inner.xlsx", b"PK")


@hostile(OTHER)
def a_workbook_in_a_zip() -> bytes:
    return zipped({"folder/plan.txt": b"x", "folder/readme": b""})


@hostile(DAMAGED)
def a_sheet_that_is_a_symbolic_link() -> bytes:
    made = parts()
    link = zipfile.ZipInfo(SHEET)
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in made.items():
            archive.writestr(link if name == SHEET else name, "/etc/passwd" if name == SHEET else content)
    return stream.getvalue()


@hostile(UNSAFE)
def packed_with_lzma() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    return stream.getvalue()


@hostile(LOCKED)
def locked_zip() -> bytes:
    data = bytearray(workbook())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


@hostile(LOCKED)
def locked_workbook() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


@hostile(DAMAGED)
def truncated() -> bytes:
    data = workbook(cells(*(f"<c><v>{n}</v></c>" for n in range(500))))
    return data[: len(data) // 2]


@hostile(DAMAGED)
def truncated_inside() -> bytes:
    made = parts(cells(*(f"<c><v>{n}</v></c>" for n in range(500))))
    made[SHEET] = str(made[SHEET])[:3000]
    return zipped(made)


# --- XML -------------------------------------------------------------------------------------------------------


@hostile(UNSAFE)
def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    made = parts(cells('<c t="inlineStr"><is><t>&l9;</t></is></c>'))
    made[SHEET] = str(made[SHEET]).replace("<worksheet", f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><worksheet', 1)
    return zipped(made)


@hostile(UNSAFE)
def a_file_of_the_server_as_an_entity() -> bytes:
    made = parts(cells('<c t="s"><v>0</v></c>'), strings="<si><t>&x;</t></si>")
    doctype = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst'
    made["xl/sharedStrings.xml"] = str(made["xl/sharedStrings.xml"]).replace("<sst", doctype, 1)
    return zipped(made)


@hostile(UNSAFE)
def a_doctype_among_the_relations() -> bytes:
    return with_part("_rels/.rels", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Relationships/>')


@hostile(DAMAGED)
def a_sheet_outside_of_the_file() -> bytes:
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = relations({"rId1": ("worksheet", "../../../../etc/passwd")})
    return zipped(made)


@hostile(DAMAGED)
def a_sheet_on_another_server() -> bytes:
    made = parts()
    outside = relations({"rId1": ("worksheet", "file:///etc/passwd")}).replace("/>", ' TargetMode="External"/>', 1)
    return zipped({**made, "xl/_rels/workbook.xml.rels": outside})


@hostile(UNSAFE)
def deep_xml() -> bytes:
    return with_sheet("<a>" * 500_000 + "</a>" * 500_000)


@hostile(DAMAGED, READ)
def an_element_of_many_attributes() -> bytes:
    return with_sheet("<row " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>")


@hostile(READ, SLOW)
def an_attribute_of_eight_megabytes() -> bytes:
    noise = random.Random(1).randbytes(4_000_000).hex()
    return with_sheet(f'<sheetData><row r="{noise}"><c><v>7</v></c></row></sheetData>')


@hostile(DAMAGED)
def no_xml_at_all() -> bytes:
    return with_part(SHEET, random.Random(1).randbytes(100_000))


# --- sheets ----------------------------------------------------------------------------------------------------


@hostile(UNSAFE)
def a_cell_in_the_last_corner() -> bytes:
    return with_sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


@hostile(DAMAGED)
def a_cell_beyond_the_last_corner() -> bytes:
    return with_sheet('<sheetData><row><c r="ZZZ9999999"><v>1</v></c></row></sheetData>')


@hostile(UNSAFE)
def one_giant_merge() -> bytes:
    return with_sheet('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@hostile(UNSAFE)
def a_hundred_thousand_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    return with_sheet(f"<mergeCells>{merges}</mergeCells>")


@hostile(LARGE)
def a_hundred_sheets_and_one() -> bytes:
    return _many_sheets(101, lambda number: f"worksheets/sheet{number}.xml")


@hostile(UNSAFE)
def ten_thousand_sheets() -> bytes:
    return _many_sheets(10_000, lambda number: f"worksheets/sheet{number}.xml")


@hostile(LARGE)
def ten_thousand_sheets_of_one_part() -> bytes:
    return _many_sheets(10_000, lambda number: "worksheets/sheet1.xml")


@hostile(LARGE)
def fifty_megabytes_of_cells() -> bytes:
    rng = random.Random(1)
    row = "".join(f'<c r="{chr(65 + n)}@"><v>{rng.random()}</v></c>' for n in range(20))
    return with_sheet(
        "<sheetData>" + "".join(f"<row>{row.replace('@', str(n))}</row>" for n in range(1, 75_000)) + "</sheetData>"
    )


@hostile(LARGE, SLOW)
def three_hundred_thousand_cells() -> bytes:
    rng = random.Random(1)
    each = "".join(f"<c><v>{rng.random()}</v></c>" for _ in range(300_000))
    return with_sheet(f"<sheetData><row>{each}</row></sheetData>")


@hostile(READ, SLOW, LARGE)
def a_million_empty_cells() -> bytes:
    rng = random.Random(1)
    each = "".join(f'<c r="{chr(65 + n % 26)}{1 + n // 26}" s="{rng.randrange(9)}"/>' for n in range(1_000_000))
    return with_sheet(f"<sheetData><row>{each}</row></sheetData>")


@hostile(LARGE)
def a_text_of_thirty_megabytes() -> bytes:
    noise = random.Random(1).randbytes(15_000_000).hex()
    return with_sheet(cells(f'<c t="inlineStr"><is><t>{noise}</t></is></c>'))


@hostile(LARGE)
def a_number_of_ten_megabytes() -> bytes:
    digits = "".join(random.Random(1).choices("123456789", k=10_000_000))
    return with_sheet(cells(f"<c><v>{digits}</v></c>"))


@hostile(LARGE)
def a_hundred_texts_as_long_as_a_cell_may_hold() -> bytes:
    rng = random.Random(1)
    texts = ("".join(rng.choices("কখগঘািু ১২/(", k=32_000)) for _ in range(100))
    return with_sheet(cells(*(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)))


@hostile(LARGE, SLOW)
def countless_shared_strings() -> bytes:
    rng = random.Random(1)
    return workbook(strings="".join(f"<si><t>{rng.random()}</t></si>" for _ in range(300_000)))


@hostile(LARGE, SLOW)
def a_small_file_that_shows_its_texts_again_and_again() -> bytes:
    """Each text is short, but sixty thousand cells show one of them."""
    rng = random.Random(1)
    shown = cells(*(f'<c t="s"><v>{rng.randrange(300)}</v></c>' for _ in range(60_000)))
    texts = (f"{rng.random()} {'অজ©ন' * 100}" for _ in range(300))
    return workbook(shown, strings="".join(f"<si><t>{text}</t></si>" for text in texts))


@hostile(READ)
def a_number_format_of_a_megabyte() -> bytes:
    noise = random.Random(1).randbytes(400_000).hex()
    numbers = f'<numFmts><numFmt numFmtId="200" formatCode="{noise}"/></numFmts>'
    styles = f'{numbers}<cellXfs><xf numFmtId="200"/></cellXfs>'
    return workbook(cells('<c s="0"><v>7</v></c>'), styles=styles)


@hostile(READ)
def macros() -> bytes:
    return with_part("xl/vbaProject.bin", b"Sub Auto_Open()")


@hostile(READ)
def links_to_other_files() -> bytes:
    return with_part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>')


@hostile(READ)
def an_object_placed_in_the_sheet() -> bytes:
    return with_part("xl/embeddings/oleObject1.xlsx", b"PK\x03\x04" + bytes(1000))


# --- other formats ---------------------------------------------------------------------------------------------


@hostile(OTHER)
def a_picture_called_workbook() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(100_000)


@hostile(LARGE)
def a_file_of_sixty_megabytes() -> bytes:
    return b"PK\x03\x04" + bytes(60_000_000)


@hostile(LARGE, UNSAFE)
def an_open_document_that_repeats_itself() -> bytes:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    )
    return open_document(f'<table:table table:name="ক">{row}</table:table>')


@hostile(UNSAFE)
def a_word_table_wider_than_any() -> bytes:
    row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr>"
    return word_document(f"<w:tbl>{row}</w:tbl>")


@hostile(LARGE, SLOW)
def a_word_table_of_two_hundred_thousand_cells() -> bytes:
    rng = random.Random(1)
    each = "".join(f"<w:tc><w:p w:a='{rng.randrange(1000)}'/></w:tc>" for _ in range(200_000))
    return word_document(f"<w:tbl><w:tr>{each}</w:tr></w:tbl>")


@hostile(UNSAFE)
def word_tables_in_word_tables() -> bytes:
    deep = "<w:tbl><w:tr><w:tc>" * 1000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1000
    return word_document(deep)


@hostile(DAMAGED)
def half_an_old_workbook() -> bytes:
    data = (FORMATS / "labour-egov-2021-22-q1.xls").read_bytes()
    return data[: len(data) // 2]


@hostile(DAMAGED, READ)
def an_old_workbook_whose_sectors_run_in_circles() -> bytes:
    data = bytearray((FORMATS / "labour-egov-2021-22-q1.xls").read_bytes())
    table = 512 * (struct.unpack("<L", data[76:80])[0] + 1)  # where the first sector of the allocation table is
    for place in range(table, table + 512, 4):
        data[place : place + 4] = struct.pack("<L", 1)
    return bytes(data)


@hostile(DAMAGED, READ)
def an_old_workbook_with_a_giant_table_of_texts() -> bytes:
    data = bytearray((FORMATS / "labour-egov-2021-22-q1.xls").read_bytes())
    place = data.index(b"\xfc\x00", 512)  # the record SST
    data[place + 4 : place + 12] = b"\xff\xff\xff\x7f" * 2
    return bytes(data)


@hostile(DAMAGED, READ)
def an_old_workbook_of_noise() -> bytes:
    rng = random.Random(1)
    data = bytearray((FORMATS / "industries-nis-2020-21.xls").read_bytes())
    for _ in range(2000):
        data[rng.randrange(600, len(data))] = rng.randrange(256)
    return bytes(data)


@hostile(UNSAFE)
def a_page_whose_cells_span_millions() -> bytes:
    rows = "<tr><td colspan=999999999 rowspan=999999999>1<td colspan=5000>2" * 300
    return f"<table>{rows}</table>".encode()


@hostile(LARGE)
def a_page_of_rows_under_thousands_of_spans() -> bytes:
    spans = "".join(f"<td rowspan=60000>{n}" for n in range(500))
    return f"<table><tr>{spans}{'<tr><td>1' * 60_000}</table>".encode()


@hostile(UNSAFE)
def tables_of_a_page_in_one_another() -> bytes:
    return b"<table><tr><td>" * 100_000


@hostile(LARGE, SLOW)
def a_page_of_a_million_rows() -> bytes:
    return b"<table>" + b"<tr><td>1<td>2<td>3<td>4<td>5<td>6" * 1_000_000


@hostile(READ, UNSAFE)
def a_page_with_entities_that_multiply() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY l0 "ha">{entities}]><html><table><tr><td>&l9;</table></html>'.encode()


@hostile(READ)
def a_page_that_names_a_file_of_the_server() -> bytes:
    doctype = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    links = "<link rel=stylesheet href='file:///etc/passwd'><iframe src='http://127.0.0.1:9/'></iframe>"
    return f"{doctype}<html><style>@import 'http://127.0.0.1:9/x.css';</style>{links}<td>&x;</html>".encode()


@hostile(DAMAGED, SLOW)
def a_page_of_style_in_brackets() -> bytes:
    return b"<html><style>" + b".a{(" * 70_000 + b"</style><table><tr><td>1</table></html>"


@hostile(LARGE)
def a_page_whose_text_is_thirty_megabytes() -> bytes:
    return b"<html><p>" + random.Random(1).randbytes(15_000_000).hex().encode()


@hostile(OTHER)
def a_program_called_csv() -> bytes:
    return b"MZ" + random.Random(1).randbytes(500_000)


@hostile(LARGE)
def a_csv_of_a_million_lines() -> bytes:
    return b"1,2,3,4,5,6\n" * 1_000_000


@hostile(UNSAFE, LARGE)
def a_csv_that_is_one_line_of_commas() -> bytes:
    return b"," * 20_000_000 + b"1"


@hostile(DAMAGED)
def a_csv_whose_quote_never_ends() -> bytes:
    return b'1,"2,3\n' * 1_000_000


def open_document(body: str) -> bytes:
    """An .ods whose spreadsheet holds this XML."""
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "style", "fo", "calcext"))
    content = f"{HEAD}<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{content}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def word_document(body: str, others: Mapping[str, str] | None = None) -> bytes:
    """A .docx whose body holds this XML."""
    document = f'{HEAD}<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    start = relations({"rId1": ("officeDocument", "word/document.xml")})
    return zipped({"[Content_Types].xml": "", "_rels/.rels": start, "word/document.xml": document, **(others or {})})


def main(folder: Path) -> None:
    """Write the whole corpus into a folder; in a process by itself, for some are huge before they are packed."""
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())


def _many_sheets(number: int, target: Callable[[int], str]) -> bytes:
    made = parts()
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, number + 1))
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace("<sheets>", f"<sheets>{listed}", 1)
    made["xl/_rels/workbook.xml.rels"] = relations({f"r{n}": ("worksheet", target(n)) for n in range(1, number + 1)})
    sheets = {f"xl/{target(n)}": made[SHEET] for n in range(1, number + 1)}
    return zipped({**made, **sheets})


def _with_raw_member(name: str, packed: bytes, claimed: int) -> bytes:
    """A workbook whose member ``name`` holds these packed bytes and claims to unpack to so many."""
    made = {key: content for key, content in parts().items() if key != name}
    data = zipped({**made, name: b"\0" * claimed}, compress_type=zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo(name)
    start = member.header_offset
    header = bytearray(data[start : start + 30 + len(name)])
    header[18:22] = struct.pack("<L", len(packed))
    place = data.rindex(b"PK\x01\x02")
    entry = bytearray(data[place : data.index(b"PK\x05\x06")])
    entry[20:24] = struct.pack("<L", len(packed))
    directory = data.index(b"PK\x01\x02")
    before = data[:start] + bytes(header) + packed
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[16:20] = struct.pack("<L", len(before))
    return before + data[directory:place] + bytes(entry) + bytes(end)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
