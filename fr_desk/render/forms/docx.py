"""A form as a word processor document: real headings, lists, tables and boxes to tick, to be changed before printing.

The same parts as on paper, in the same order and the same words; it knows no form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import Lang
from fr_desk.render.charts import LEVELS, tint
from fr_desk.render.cover import DOT
from fr_desk.render.edition import Edition
from fr_desk.render.forms import model
from fr_desk.render.forms.pdf import (
    FOLLOWS,
    LABEL_SHARE,
    VALUE_SHARE,
    followed,
    made_by,
    risk_words,
    venue_name,
)
from fr_desk.render.forms.word import empty_document, saved
from fr_desk.render.styles import TEXT_WIDTH
from fr_desk.render.tags import LANGUAGE_TAGS
from fr_desk.render.text import printable

WIDTH = round(TEXT_WIDTH * 20)
"""Of the text, in twentieths of a point."""
LINE_HEIGHT, SIGNING_HEIGHT, CHART_ROW = 510, 737, 620
"""Of a line and of a row to fill in by hand (9 mm), of room to sign (13 mm), of a row of a chart; the same unit."""
GAP = 340
_WRITE = "556270"
_HEADINGS = {1: "Heading1", 2: "Heading2"}
_PARAGRAPHS = {"body": "Normal", "strong": "Normal", "small": "Remark"}
_BOX = """<w:sdt {w} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>
<w14:checked w14:val="{ticked}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>
<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr><w:t>{box}</w:t></w:r>
</w:sdtContent></w:sdt>"""


def form_docx(form: model.Form, edition: Edition) -> bytes:
    """Return a form as DOCX; the same form gives the same bytes.

    Args:
        form: as its builder filled it from the edition.
        edition: whose venue, date and fingerprint stand at the head and foot.
    """
    document = empty_document(form.lang, _asian(form.lang, edition))
    _describe(document, form, edition)
    _furnish(document, form, edition)
    writer = _Writer(document, edition)
    writer.text(form.title, "Title")
    writer.text(form.lead, "Subtitle")
    for part in form.parts:
        writer.part(part)
    if form.citations:
        writer.part(model.Heading(edition.say(FOLLOWS), 2))
        writer.part(model.Items(tuple(followed(form, edition))))
    return saved(document)


def _asian(lang: Lang, edition: Edition) -> Lang:
    """Return the language of Chinese and Korean characters: that of the form, else that of the venue's country."""
    if lang != "en":
        return lang
    return "ko" if edition.dossier.venue.jurisdiction is Jurisdiction.KR else "zh"


def _describe(document: WordDocument, form: model.Form, edition: Edition) -> None:
    about = document.core_properties
    day = dt.datetime.combine(edition.assessment.as_of, dt.time())
    about.title = _short(DOT.join(name for name in (form.title, venue_name(edition)) if name))
    about.subject = _short(form.lead)
    about.author = _short(edition.dossier.operator.name or venue_name(edition) or "FR Desk")
    about.last_modified_by = "FR Desk"
    about.comments = ""
    about.language = LANGUAGE_TAGS[form.lang]
    about.created = about.modified = day


def _short(text: str) -> str:
    return printable(text)[:255]


def _furnish(document: WordDocument, form: model.Form, edition: Edition) -> None:
    """Write head and foot of the pages; the title stands at the head from the second page on."""
    section = document.sections[0]
    names = (venue_name(edition), form.title)
    section.first_page_header.paragraphs[0].text = printable(names[0])
    section.header.paragraphs[0].text = printable(DOT.join(name for name in names if name))
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.text = f"{made_by(edition)}\t"
        for piece in (_field("PAGE"), _run(" / "), _field("NUMPAGES")):
            paragraph._p.append(piece)  # noqa: SLF001 - python-docx has no words for fields


class _Writer:
    """Adds parts at the end of a document."""

    def __init__(self, document: WordDocument, edition: Edition) -> None:
        self._document = document
        self._body: Any = document.element.body
        self._end = self._body.sectPr
        self._edition = edition
        self._new_page = False

    def text(self, text: str, style: str, *, bold: bool = False, lang: Lang | None = None) -> None:
        """Add a paragraph."""
        self._add(_paragraph(text, style, bold=bold, lang=lang))

    def part(self, part: model.Part) -> None:
        """Add a part."""
        match part:
            case model.Heading(text, level):
                self.text(text, _HEADINGS[level])
            case model.Paragraph(text, kind, lang):
                self.text(text, _PARAGRAPHS[kind], bold=kind == "strong", lang=lang)
            case model.Items(items, numbered):
                self._items(items, numbered=numbered)
            case model.Ticks(choices, ticked):
                for at, choice in enumerate(choices):
                    self._add(_tick(choice, ticked=at in ticked))
            case model.Fields(fields):
                rows = [row for field in fields for row in _field_rows(field)]
                self._table((LABEL_SHARE, VALUE_SHARE), rows)
            case model.Grid():
                self._grid(part)
            case model.RiskMatrix():
                self._chart(part)
            case model.Signature(labels):
                self._signatures(labels)
            case model.NewPage():
                self._new_page = True

    def _add(self, element: Any) -> None:
        if self._new_page:
            self._new_page = False
            if element.tag == qn("w:tbl"):
                self._end.addprevious(_on_new_page(_paragraph("", "Gap")))
            else:
                _on_new_page(element)
        self._end.addprevious(element)

    def _items(self, items: Sequence[str], *, numbered: bool) -> None:
        if not numbered:
            for item in items:
                self.text(item, "ListBullet")
            return
        numbering: Any = self._document.part.numbering_part.element
        number = numbering.add_num(1)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        for item in items:
            self._add(_paragraph(item, "ListNumber", number=number.numId))

    def _table(
        self, shares: Sequence[float], rows: Sequence[Any], *, style: str = "TableNormal", wide: int = WIDTH
    ) -> None:
        """Add a table; something stands after it, because two tables without anything between are one."""
        whole = sum(shares)
        widths = [round(wide * share / whole) for share in shares]
        table = OxmlElement("w:tbl")
        table.append(
            parse_xml(
                f'<w:tblPr {nsdecls("w")}><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
                '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
            )
        )
        grid = OxmlElement("w:tblGrid")
        for width in widths:
            column = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(width))
            grid.append(column)
        table.append(grid)
        for row in rows:
            for cell, width in zip(row.iterchildren(qn("w:tc")), widths, strict=True):
                cell.width = Twips(width)
            table.append(row)
        self._add(table)
        self._add(_paragraph("", "Gap"))

    def _grid(self, grid: model.Grid) -> None:
        shares = grid.shares or (1.0,) * len(grid.head)
        rows = [_row([_cell(title, "CellHead", ground="EDF0F2") for title in grid.head], head=True)]
        rows += [_row([_cell(text, "Cell") for text in row]) for row in grid.rows]
        rows += [
            _row([_cell("", "Cell") for _ in grid.head], height=LINE_HEIGHT) for _ in range(grid.blank_rows)
        ]
        self._table(shares, rows, style="TableGrid")

    def _chart(self, matrix: model.RiskMatrix) -> None:
        words = risk_words(matrix, self._edition)
        marks: dict[tuple[int, int], list[int]] = {}
        for mark in matrix.marks:
            marks.setdefault((mark.likelihood, mark.severity), []).append(mark.number)
        rows = []
        for level in range(LEVELS, 0, -1):
            cells = [_cell(str(level), "Label", align="right", keep=True)]
            for at in range(1, LEVELS + 1):
                numbers = ", ".join(map(str, marks.get((level, at), ())))
                ground = tint(level, at).hexval()[2:].upper()
                cells.append(_cell(numbers, "CellHead", ground=ground, align="center", boxed=True))
            rows.append(_row(cells, height=CHART_ROW))
        scale = (_cell(str(at), "Label", align="center") for at in range(1, LEVELS + 1))
        rows.append(_row([_cell("", "Label"), *scale]))
        self._add(_paragraph(words.likelihood, "Label", keep=True))
        self._table((1, 3, 3, 3, 3), rows, wide=round(WIDTH * 0.7))
        self.text(words.severity, "Label")

    def _signatures(self, labels: Sequence[str]) -> None:
        lines, words, shares = [], [], []
        room = (WIDTH - GAP * (len(labels) - 1)) / max(len(labels), 1)
        for at, label in enumerate(labels):
            if at:
                lines.append(_cell("", "Cell"))
                words.append(_cell("", "Cell"))
                shares.append(float(GAP))
            lines.append(_cell("", "Cell", write_on=True, keep=True))
            words.append(_cell(label, "Remark"))
            shares.append(room)
        if labels:
            self._table(shares, [_row(lines, height=SIGNING_HEIGHT, whole=True), _row(words, whole=True)])


def _field_rows(field: model.Field) -> Iterator[Any]:
    """Yield one row with the answer, or a row for each line to write on."""
    if field.value:
        styles = ("CellHead", "Conspicuous") if field.strong else ("Label", "Cell")
        yield _row([_cell(field.label, styles[0]), _cell(field.value, styles[1])])
        return
    for at in range(max(field.lines, 1)):
        label = _cell(field.label if not at else "", "Label")
        yield _row([label, _cell("", "Cell", write_on=True)], height=LINE_HEIGHT)


def _row(cells: Sequence[Any], *, height: int = 0, head: bool = False, whole: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    if head or whole or height:
        _property(properties, "w:cantSplit")
    if height:
        _property(properties, "w:trHeight", val=height, hRule="atLeast")
    if head:
        _property(properties, "w:tblHeader")
    if len(properties):
        row.append(properties)
    row.extend(cells)
    return row


def _cell(
    text: str,
    style: str,
    *,
    ground: str = "",
    align: str = "",
    write_on: bool = False,
    boxed: bool = False,
    keep: bool = False,
) -> Any:
    """Return one cell.

    Args:
        text: what stands in it.
        style: of its paragraph.
        ground: its colour.
        align: ``center`` or ``right``; left if empty.
        write_on: there is a line under it.
        boxed: there are lines around it.
        keep: it stays on the page of the row below.
    """
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    if write_on or boxed:
        borders = OxmlElement("w:tcBorders")
        for side in ("top", "left", "bottom", "right") if boxed else ("bottom",):
            _property(borders, f"w:{side}", val="single", sz=4, space=0, color=_WRITE)
        properties.append(borders)
    if ground:
        _property(properties, "w:shd", val="clear", color="auto", fill=ground)
    if boxed:
        _property(properties, "w:vAlign", val="center")
    cell.append(properties)
    cell.append(_paragraph(text, style, align=align, keep=keep))
    return cell


def _paragraph(
    text: str,
    style: str,
    *,
    bold: bool = False,
    lang: Lang | None = None,
    number: int = 0,
    align: str = "",
    keep: bool = False,
) -> Any:
    """Return one paragraph; ``number`` is that of its list, ``keep`` lets it stay on the page of the next one."""
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    _property(properties, "w:pStyle", val=style)
    if keep:
        _property(properties, "w:keepNext")
    if number:
        list_properties = OxmlElement("w:numPr")
        _property(list_properties, "w:ilvl", val=0)
        _property(list_properties, "w:numId", val=number)
        properties.append(list_properties)
    if align:
        _property(properties, "w:jc", val=align)
    paragraph.append(properties)
    if text:
        paragraph.append(_run(text, bold=bold, lang=lang))
    return paragraph


def _on_new_page(paragraph: Any) -> Any:
    """Let a paragraph begin on a new page."""
    before = [qn(name) for name in ("w:pStyle", "w:keepNext", "w:keepLines")]
    properties = paragraph.find(qn("w:pPr"))
    place = sum(child.tag in before for child in properties)
    properties.insert(place, OxmlElement("w:pageBreakBefore"))
    return paragraph


def _run(text: str, *, bold: bool = False, lang: Lang | None = None) -> Any:
    """Return text as a run: printable, line ends as breaks, never markup."""
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if bold:
        _property(properties, "w:b")
    if lang:
        asian = {} if lang == "en" else {"eastAsia": LANGUAGE_TAGS[lang]}
        _property(properties, "w:lang", val=LANGUAGE_TAGS[lang], **asian)
    if len(properties):
        run.append(properties)
    for at, line in enumerate(printable(text).split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        run.append(words)
    return run


def _tick(choice: str, *, ticked: bool) -> Any:
    """Return a box that can be ticked on the screen as well, and what it stands for."""
    paragraph = _paragraph("", "TickBox")
    box = _BOX.format(w=nsdecls("w"), ticked=int(ticked), box="☒" if ticked else "☐")
    paragraph.append(parse_xml(box))
    paragraph.append(_run(f" {choice}"))
    return paragraph


def _field(instruction: str) -> Any:
    """Return a number that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(_run("1"))
    return field


def _property(parent: Any, name: str, **values: object) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
