"""The last step of every document: PDF/A-3 and PDF/UA-1. Metadata, colours, embedded files and the structure tree.

ISO 19005-3 (PDF/A-3, conformance level A) and ISO 14289-1 (PDF/UA-1). What the pages show is made elsewhere; here it is
only described. The same input gives the same bytes. A document ends with the digest of all its bytes, in the dictionary
behind everything that has a place in its table of objects.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String

from fr_desk.domain.canonical import FINGERPRINT_KEY
from fr_desk.domain.file_digest import DIGEST_KEY, DIGESTED_KEY, NO_DIGEST, with_digest
from fr_desk.i18n import Lang
from fr_desk.render.tags import LANGUAGE_TAGS, Active, Content, Element, Kid, SignatureField, tidy
from fr_desk.resources import resource

PRINT = 4
"""The annotation flag that PDF/A demands."""


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside a document; ``relationship`` as in ISO 19005-3, annex E: ``Source``, ``Data``."""

    name: str
    content: bytes
    relationship: str
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class About:
    """What programs read about a document.

    Attributes:
        title: shown in the title bar of readers.
        author: the operator or the venue.
        subject: one sentence, or nothing.
        lang: its language.
        day: the day it speaks of, so that equal documents are equal bytes.
        fingerprint: SHA-256 of the dossier, 64 hexadecimal digits.
    """

    title: str
    author: str
    lang: Lang
    day: dt.date
    fingerprint: str
    subject: str = ""


def finish(pdf: bytes, root: Element, about: About, files: Iterable[EmbeddedFile] = ()) -> bytes:
    """Return ``pdf`` as PDF/A-3 and PDF/UA-1.

    Args:
        pdf: as reportlab wrote it.
        root: the structure its sheet collected.
        about: its metadata.
        files: what is embedded.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _embed(document, files, about.day)
        _describe(document, about)
        _tag(document, root, LANGUAGE_TAGS[about.lang])
        document.trailer[Name(DIGEST_KEY)] = String(NO_DIGEST)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return with_digest(out.getvalue())


def _embed(document: pikepdf.Pdf, files: Iterable[EmbeddedFile], day: dt.date) -> None:
    specs = Array()
    for file in files:
        spec = AttachedFileSpec(
            document,
            file.content,
            description=file.name,
            filename=file.name,
            mime_type=file.media_type,
            creation_date=_moment(day),
            mod_date=_moment(day),
        )
        spec.obj.AFRelationship = Name(f"/{file.relationship}")
        document.attachments[file.name] = spec
        specs.append(document.attachments[file.name].obj)
    if len(specs):
        document.Root.AF = specs


def _moment(day: dt.date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


def _describe(document: pikepdf.Pdf, about: About) -> None:
    """Write the catalogue, the document information and the same facts as XMP."""
    catalogue = document.Root
    catalogue.Lang = String(LANGUAGE_TAGS[about.lang])
    catalogue.MarkInfo = Dictionary(Marked=True)
    catalogue.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Outlines" in catalogue:
        catalogue.PageMode = Name.UseOutlines
    profile = document.make_stream(_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    catalogue.OutputIntents = Array([intent])
    moment = _moment(about.day)
    del document.docinfo
    for key, value in (
        ("/Title", about.title),
        ("/Author", about.author),
        ("/Subject", about.subject),
        ("/Creator", "FR Desk"),
        ("/Producer", "FR Desk"),
        ("/CreationDate", moment),
        ("/ModDate", moment),
        (FINGERPRINT_KEY, about.fingerprint),
        (DIGESTED_KEY, "SHA-256"),
    ):
        if value:
            document.docinfo[Name(key)] = String(value)
    metadata = document.make_stream(_packet(about))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    catalogue.Metadata = metadata


@cache
def _profile() -> bytes:
    return resource("color", "sRGB.icc").read_bytes()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
{subject}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>FR Desk</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>FR Desk</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_SUBJECT = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>\n'
)


def _packet(about: About) -> bytes:
    subject = _SUBJECT.format(subject=escape(about.subject)) if about.subject else ""
    return _PACKET.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=subject,
        lang=LANGUAGE_TAGS[about.lang],
        moment=f"{about.day}T00:00:00Z",
    ).encode()


def _tag(document: pikepdf.Pdf, root: Element, lang: str) -> None:
    """Write the structure tree, and connect pages and annotations with it."""
    tidy(root)
    writer = _Writer(document, lang)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = writer.write(root, tree)
    tree.ParentTree = writer.parent_tree()
    tree.ParentTreeNextKey = writer.next_key
    document.Root.StructTreeRoot = tree
    if writer.fields:
        document.Root.AcroForm = Dictionary(Fields=Array(writer.fields))


class _Writer:
    """Writes structure elements, and remembers which element each marked stretch and annotation belongs to."""

    def __init__(self, document: pikepdf.Pdf, lang: str) -> None:
        self._document = document
        self._lang = lang
        self._pages = [page.obj for page in document.pages]
        self._stretches: dict[int, dict[int, Any]] = defaultdict(dict)
        self._actives: list[Any] = []
        self._attributes: dict[tuple[tuple[str, str], ...], Any] = {}
        self.fields: list[Any] = []
        for number, page in enumerate(self._pages):
            page.StructParents = number
            page.Tabs = Name.S
            for annotation in page.get("/Annots", ()):
                annotation.F = PRINT
        self.next_key = len(self._pages)

    def write(self, element: Element, parent: Any) -> Any:
        """Return ``element`` and all below it as an object of the file, on the page of the first thing it holds."""
        made = self._document.make_indirect(Dictionary(S=Name(f"/{element.role}"), P=parent))
        if element.alt:
            made.Alt = String(element.alt)
        if element.lang and element.lang != self._lang:
            made.Lang = String(element.lang)
        if element.attributes:
            made.A = self._table_attributes(element.attributes)
        if element.box:
            box = Array([round(side, 2) for side in element.box])
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), 0)
        if page:
            made.Pg = self._pages[page - 1]
        kids = [self._kid(kid, made, page) for kid in element.kids]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _table_attributes(self, attributes: Mapping[str, str]) -> Any:
        """Return the attributes of cells as an object of the file; cells with the same ones share it."""
        key = tuple(attributes.items())
        if key not in self._attributes:
            made = Dictionary(O=Name.Table)
            for name, value in key:
                made[Name(f"/{name}")] = Name(f"/{value}")
            self._attributes[key] = self._document.make_indirect(made)
        return self._attributes[key]

    def _kid(self, kid: Kid, owner: Any, home: int) -> Any:
        """Return what ``owner`` is told to hold; what is on ``home``, its own page, need not say where it is."""
        if isinstance(kid, Element):
            return self.write(kid, owner)
        page = self._pages[kid.page - 1]
        if isinstance(kid, Content):
            self._stretches[kid.page - 1][kid.number] = owner
            return kid.number if kid.page == home else Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
        annotation = page.Annots[kid.number] if isinstance(kid, Active) else self._field(kid, page)
        annotation.StructParent = self.next_key
        self.next_key += 1
        self._actives.append(owner)
        told = Dictionary(Type=Name.OBJR, Obj=annotation)
        if kid.page != home:
            told.Pg = page
        return told

    def _field(self, field: SignatureField, page: Any) -> Any:
        """Put an empty field for a signature on its page; who signs gives it an appearance and sets the flags."""
        left, bottom, right, top = (round(side, 2) for side in field.box)
        size = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
        nothing = self._document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=size)
        made = self._document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(field.name),
                TU=String(field.tip),
                F=PRINT,
                Rect=Array([left, bottom, right, top]),
                P=page,
                AP=Dictionary(N=nothing),
            )
        )
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(made)
        self.fields.append(made)
        return made

    def parent_tree(self) -> Any:
        """Return the number tree that leads from pages and annotations to their elements."""
        numbers: list[Any] = []
        for number in range(len(self._pages)):
            numbers += [number, Array(_in_order(self._stretches[number]))]
        for key, owner in enumerate(self._actives, start=len(self._pages)):
            numbers += [key, owner]
        return self._document.make_indirect(Dictionary(Nums=Array(numbers)))


def _in_order(stretches: dict[int, Any]) -> Sequence[Any]:
    return [stretches[number] for number in range(len(stretches))]
