"""Owns changing the package of an .xlsx file: parts that carry marks are written anew, all others stay as they are."""

import posixpath
import zipfile
from io import BytesIO

from plan_tree.problems import Problem
from sheets.annotated.cells import Worksheet
from sheets.annotated.comments import Comments, with_boxes
from sheets.annotated.dom import MAIN, RELATIONS, Node, NotPatchable, XmlPart, children
from sheets.annotated.listing import listing
from sheets.annotated.marks import CellMark, free_name, marks_of, opening_sheet
from sheets.annotated.styles import Styles
from sheets.formats.archive import Archive, relative
from sheets.refusal import Refused

_LARGEST = 3_000_000  # bytes of XML: a tree takes a hundred times as much memory
_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def patched(content: bytes, problems: tuple[Problem, ...]) -> bytes:
    """An .xlsx file with its doubtful cells marked and its problems listed. Raises NotPatchable for any other."""
    package = _Package(content)
    for name, part in package.sheets.items():
        if marks := marks_of(problems, name):
            package.mark(part, marks)
    package.add_listing(problems)
    package.open_on(problems)
    return package.as_bytes()


class _Package:
    def __init__(self, content: bytes) -> None:
        try:
            archive = Archive(content)
        except Refused as refused:
            raise NotPatchable from refused
        if "xl/workbook.xml" not in archive.names or archive.xml_bytes > _LARGEST:
            raise NotPatchable
        with zipfile.ZipFile(BytesIO(content)) as zipped:
            self._infos = zipped.infolist()
            self._old = {info.filename: zipped.read(info) for info in self._infos}
        self._new: dict[str, bytes] = {}
        self._workbook_part = _named(self._old, "xl/workbook.xml")
        self._workbook = XmlPart(self._old[self._workbook_part])
        if self._workbook.root.namespaceURI != MAIN:  # a "strict" workbook names everything otherwise
            raise NotPatchable
        types = self._read(_TYPES)
        if b"macroEnabled" in types:  # macros are not handed back
            raise NotPatchable
        self._types = XmlPart(types)
        self._relations = _Relations(self, self._workbook_part)
        self._styles = Styles(self._read(self._relations.target("styles")))

    @property
    def sheets(self) -> dict[str, str]:
        """Name of a sheet -> its part."""
        sheets = (sheet for holder in children(self._workbook.root, "sheets") for sheet in children(holder, "sheet"))
        found = {sheet.getAttribute("name"): sheet.getAttributeNS(RELATIONS, "id") for sheet in sheets}
        return {name: self._relations.by_id[id_] for name, id_ in found.items() if id_ in self._relations.by_id}

    def mark(self, part: str, marks: tuple[CellMark, ...]) -> None:
        """Colour and comment cells of one sheet."""
        sheet = Worksheet(self._read(part))
        sheet.colour(marks, self._styles)
        self._comment(part, sheet, marks)
        self._new[part] = sheet.as_bytes()

    def _comment(self, part: str, sheet: Worksheet, marks: tuple[CellMark, ...]) -> None:
        relations = _Relations(self, part)
        known, drawn = relations.target("comments"), relations.by_id.get(sheet.drawing_id, "")
        comments = Comments(self._read(known) if known else None)
        boxed = comments.add(marks)
        name = known or self._free("xl/comments{}.xml")
        drawing = drawn or self._free("xl/drawings/vmlDrawing{}.vml")
        self._new[drawing] = with_boxes(self._read(drawn) if drawn else None, boxed)
        self._new[name] = comments.as_bytes()
        if not known:
            relations.add("comments", name)
            self._declare(name, f"{_CONTENT}.comments+xml")
        if not drawn:
            sheet.show_comments(relations.add("vmlDrawing", drawing))
            self._declare_extension("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        relations.write()

    def add_listing(self, problems: tuple[Problem, ...]) -> None:
        """Add the sheet of problems behind the last one."""
        (holder,) = children(self._workbook.root, "sheets")
        known = list(children(holder, "sheet"))
        part = self._free("xl/worksheets/sheet{}.xml")
        self._new[part] = listing(problems, self._styles)
        self._declare(part, f"{_CONTENT}.worksheet+xml")
        number = max(int(sheet.getAttribute("sheetId")) for sheet in known) + 1
        place = {"name": free_name(self.sheets), "sheetId": str(number), "xmlns:r": RELATIONS}
        holder.appendChild(self._workbook.new("sheet", place | {"r:id": self._relations.add("worksheet", part)}))
        self._relations.write()

    def open_on(self, problems: tuple[Problem, ...]) -> None:
        """Let the workbook open on the plan, whatever sheet was looked at when it was saved."""
        sheets = [sheet for holder in children(self._workbook.root, "sheets") for sheet in children(holder, "sheet")]
        names = [sheet.getAttribute("name") for sheet in sheets if sheet.getAttribute("state") in ("", "visible")]
        opening = opening_sheet(problems, names)
        views = [view for each in children(self._workbook.root, "bookViews") for view in children(each, "workbookView")]
        if not opening or not views:
            return
        place = [sheet.getAttribute("name") for sheet in sheets].index(opening)
        views[0].setAttribute("activeTab", str(place))
        views[0].setAttribute("firstSheet", "0")
        for name, part in self.sheets.items():
            self._select(part, is_selected=name == opening)

    def _select(self, part: str, *, is_selected: bool) -> None:
        """Select a sheet, or let it go: of several selected ones Excel would change all at once."""
        content = self._read(part)
        if not is_selected and b"tabSelected" not in content:
            return
        page = XmlPart(content)
        for view in (view for each in children(page.root, "sheetViews") for view in children(each, "sheetView")):
            view.setAttribute("tabSelected", "1" if is_selected else "0")
        self._new[self.spelt(part)] = page.as_bytes()

    def as_bytes(self) -> bytes:
        changed = {
            self._workbook_part: self._workbook.as_bytes(),
            self._relations.target("styles"): self._styles.as_bytes(),
            _named(self._old, _TYPES): self._types.as_bytes(),
        }
        parts = self._old | self._new | changed
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._infos:
                archive.writestr(info, parts.pop(info.filename), zipfile.ZIP_DEFLATED)
            for name, content in parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def read(self, name: str) -> bytes | None:
        """A part as it stands now; None where there is none."""
        known = self.spelt(name)
        return self._new.get(known, self._old.get(known))

    def write(self, name: str, content: bytes) -> None:
        self._new[self.spelt(name)] = content

    def spelt(self, name: str) -> str:
        """A part as the zip spells its name: names of parts know no capitals."""
        return _named(self._old | self._new, name)

    def _read(self, name: str) -> bytes:
        content = self.read(name)
        if content is None:
            raise NotPatchable
        return content

    def _free(self, pattern: str) -> str:
        taken = {name.lower() for name in self._old | self._new}
        return next(name for name in map(pattern.format, range(1, 10_000)) if name.lower() not in taken)

    def _declare(self, part: str, content_type: str) -> None:
        self._types.root.appendChild(self._types.new("Override", {"PartName": f"/{part}", "ContentType": content_type}))

    def _declare_extension(self, extension: str, content_type: str) -> None:
        known = {each.getAttribute("Extension").lower() for each in children(self._types.root, "Default")}
        if extension not in known:
            declared = self._types.new("Default", {"Extension": extension, "ContentType": content_type})
            self._types.root.insertBefore(declared, self._types.root.firstChild)


class _Relations:
    """The relations of one part: by their ids, by their roles, and new ones."""

    def __init__(self, package: _Package, part: str) -> None:
        self._package = package
        self._owner = part
        self._name = posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
        self._part = XmlPart(package.read(self._name) or f'<Relationships xmlns="{_PACKAGE}"/>'.encode())

    @property
    def by_id(self) -> dict[str, str]:
        """The parts related, by the ids of their relations."""
        return {each.getAttribute("Id"): self._target(each) for each in self._inside()}

    def target(self, role: str) -> str:
        """The part that plays a role; "" for none."""
        found = (self._target(each) for each in self._inside() if each.getAttribute("Type").endswith(f"/{role}"))
        return next(found, "")

    def add(self, role: str, target: str) -> str:
        """A new relation's id."""
        known = {each.getAttribute("Id") for each in children(self._part.root)}
        new = next(name for name in (f"rId{number}" for number in range(1, len(known) + 2)) if name not in known)
        place = {"Id": new, "Type": f"{RELATIONS}/{role}", "Target": f"/{target}"}
        self._part.root.appendChild(self._part.new("Relationship", place))
        return new

    def write(self) -> None:
        self._package.write(self._name, self._part.as_bytes())

    def _inside(self) -> list[Node]:
        related = children(self._part.root, "Relationship")
        return [each for each in related if each.getAttribute("TargetMode") != "External"]

    def _target(self, relation: Node) -> str:
        return self._package.spelt(relative(self._owner, relation.getAttribute("Target")))


def _named(names: dict[str, bytes], name: str) -> str:
    return next((known for known in names if known.lower() == name.lower()), name)
