"""The last step: the dossier's data into the PDF, and the facts about the document that programs read."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import AttachedFileSpec, Name

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.render.edition import Edition


def embed(pdf: bytes, edition: Edition, data: bytes) -> bytes:
    """Return ``pdf`` with the dossier's canonical JSON and its assessment inside, and its fingerprint in the info."""
    moment = f"D:{edition.assessment.as_of:%Y%m%d}000000Z"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assessment = edition.assessment.model_dump_json().encode()
        parts = ((DOSSIER_PART, data, Name.Source), (ASSESSMENT_PART, assessment, Name.Data))
        specs = pikepdf.Array()
        for name, content, relationship in parts:
            spec = AttachedFileSpec(
                document,
                content,
                description=name,
                filename=name,
                mime_type="application/json",
                creation_date=moment,
                mod_date=moment,
            )
            spec.obj.AFRelationship = relationship
            document.attachments[name] = spec
            specs.append(document.attachments[name].obj)
        document.Root.AF = specs
        document.Root.PageMode = Name.UseOutlines
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        document.docinfo[FINGERPRINT_KEY] = edition.fingerprint
        document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = moment
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()
