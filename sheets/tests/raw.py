"""Owns workbooks written part by part, to imitate what each program writes, and what no program would."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROLES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(members: Mapping[str, str | bytes], **options: object) -> bytes:
    """The bytes of a zip with these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, **options)
    return stream.getvalue()


def parts(
    data: str = "<sheetData/>", *, strings: str = "", styles: str = "", book: str = "", after: str = ""
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, smallest possible; ``data`` and ``after`` are the XML of the sheet."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{ROLES}">{book}'
        '<sheets><sheet name="পাতা" sheetId="1" r:id="rId1"/></sheets></workbook>',
        SHEET: f'{HEAD}<worksheet xmlns="{MAIN}">{data}{after}</worksheet>',
    }
    roles = {"rId1": ("worksheet", "worksheets/sheet1.xml")}
    if strings:
        roles["rId2"] = ("sharedStrings", "sharedStrings.xml")
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        roles["rId3"] = ("styles", "styles.xml")
        made["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return {**made, "xl/_rels/workbook.xml.rels": relations(roles)}


def relations(roles: Mapping[str, tuple[str, str]]) -> str:
    """The XML of relations: id -> role and target."""
    each = "".join(
        f'<Relationship Id="{name}" Type="{ROLES}/{role}" Target="{target}"/>' for name, (role, target) in roles.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def cells(*xml: str) -> str:
    """The XML of a sheet with one row of these cells."""
    return f'<sheetData><row r="1">{"".join(xml)}</row></sheetData>'


def styles(*formats: str, font: str = "Calibri") -> str:
    """The XML of styles: style 0 is plain, the others show numbers by these formats."""
    numbers = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{200 + n}" fontId="0"/>' for n in range(len(formats)))
    fonts = f'<fonts><font><name val="{font}"/></font></fonts>'
    return f'<numFmts>{numbers}</numFmts>{fonts}<cellXfs><xf numFmtId="0" fontId="0"/>{used}</cellXfs>'


def workbook(data: str = "<sheetData/>", **others: str) -> bytes:
    """The bytes of a workbook of one sheet; arguments as of ``parts``."""
    return zipped(parts(data, **others))
