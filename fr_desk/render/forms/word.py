"""The empty word processor document that forms are poured into: page, styles, lists, fonts and languages.

Fonts are named, not embedded: families that come with Windows and Office; other systems put their own in their place.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from fr_desk.i18n import Lang
from fr_desk.render.styles import BOTTOM, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TOP
from fr_desk.render.tags import LANGUAGE_TAGS

EAST_ASIAN: dict[Lang, str] = {"zh": "Microsoft YaHei", "ko": "Malgun Gothic", "en": "Microsoft YaHei"}
LATIN: dict[Lang, str] = {"zh": "Arial", "ko": "Malgun Gothic", "en": "Arial"}
_MOMENT = (1980, 1, 1, 0, 0, 0)
_SPARE = frozenset(
    {
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
"""Parts of python-docx's own template that say nothing about our documents."""


def empty_document(lang: Lang, asian: Lang) -> WordDocument:
    """Return a document without content.

    Args:
        lang: the language of the document.
        asian: the language of the Chinese or Korean characters in it, which decides their shapes.
    """
    document = Document(io.BytesIO(_template()))
    values = {
        "latin": LATIN[lang],
        "asian": EAST_ASIAN[asian],
        "lang": LANGUAGE_TAGS[lang] if lang != "en" else "en-GB",
        "asian_lang": LANGUAGE_TAGS[asian],
    }
    _refill(document.styles.element, _STYLES.format(w=nsdecls("w"), **values))
    _refill(document.part.numbering_part.element, _LISTS.format(w=nsdecls("w")))
    _refill(document.settings.element, _SETTINGS.format(w=nsdecls("w"), **values))
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.header_distance = section.footer_distance = Pt(BOTTOM - 28)
    section.different_first_page_header_footer = True
    return document


@cache
def _template() -> bytes:
    """Return python-docx's own template without what nobody needs, so that each document is made from little."""
    document = Document()
    for part in (document.part.package, document.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype in _SPARE]:
            part.drop_rel(key) if part is document.part else part.rels.pop(key)
    for element in list(document.styles.element):
        document.styles.element.remove(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _refill(element: object, xml: str) -> None:
    """Give a part's root element the content of ``xml``."""
    root = parse_xml(xml)
    for old in list(element):  # type: ignore[call-overload]  # python-docx's elements are lxml's, which has no types
        element.remove(old)  # type: ignore[attr-defined]  # the same
    for new in list(root):
        element.append(new)  # type: ignore[attr-defined]  # the same


def saved(document: WordDocument) -> bytes:
    """Return a document as a file; the same document gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written
            archive.writestr(entry, parts.read(name))
    return out.getvalue()


_STYLES = """<w:styles {w}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{asian}" w:cs="{latin}"/>
<w:sz w:val="19"/><w:szCs w:val="19"/><w:lang w:val="{lang}" w:eastAsia="{asian_lang}" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>
<w:spacing w:after="80" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="80" w:line="276" w:lineRule="auto"/></w:pPr>
<w:rPr><w:b/><w:bCs/><w:sz w:val="38"/><w:szCs w:val="38"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/>
<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="160"/></w:pPr>
<w:rPr><w:color w:val="556270"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/>
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="180" w:after="60"/>
<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="40"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TickBox"><w:name w:val="Tick Box"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:after="40"/><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Remark"><w:name w:val="Remark"/><w:basedOn w:val="Normal"/>
<w:rPr><w:color w:val="556270"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:before="30" w:after="30" w:line="264" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Conspicuous"><w:name w:val="Conspicuous"/>
<w:basedOn w:val="Cell"/><w:rPr><w:b/><w:bCs/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellHead"><w:name w:val="Cell Head"/><w:basedOn w:val="Cell"/>
<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Label"><w:name w:val="Label"/><w:basedOn w:val="Cell"/>
<w:rPr><w:color w:val="556270"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Gap"><w:name w:val="Gap"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Remark"/></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Remark"/>
<w:pPr><w:tabs><w:tab w:val="right" w:pos="9920"/></w:tabs></w:pPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>
<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>
<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/>
<w:left w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/>
<w:right w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/>
<w:insideV w:val="single" w:sz="4" w:space="0" w:color="9AA5AF"/></w:tblBorders></w:tblPr></w:style>
</w:styles>"""

_LISTS = """<w:numbering {w}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""

_SETTINGS = """<w:settings {w}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="{lang}" w:eastAsia="{asian_lang}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""
