"""What closes the dossier: decisions and what became of them, open questions, photos, files, history."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.images.photos import prepare
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Outcome
from fr_desk.rules.packs import Pack
from tests.images.pictures import photo
from tests.render.conftest import AS_OF, Printer, assessment_of
from tests.render.gym import gym
from tests.render.reading import pages_of, text_of
from tests.render.structure import elements, figures
from tests.render.verapdf import conforms

PHOTO = prepare(photo(900, 600), "gate.jpg").data
FELL_AWAY = "The answers this decision was taken on have changed."
NO_LONGER = "As the answers are now, this point need not be decided."


def pictured(**attachments: dict[str, str]) -> Dossier:
    """The gym with photos of a device and a sign, and other files."""
    facts = gym()
    of_photos = {"kind": "photo", "media_type": "image/jpeg", "sha256": "ab" * 32}
    facts["attachments"] = {
        "f1": of_photos | {"name": "gate.jpg"},
        "f2": of_photos | {"name": "sign.jpg"},
        "f3": {
            "name": "contract.pdf",
            "kind": "contract",
            "media_type": "application/pdf",
            "sha256": "cd" * 32,
        },
    } | attachments
    facts["cameras"]["c1"]["photo"] = "f1"
    facts["signs"]["s1"]["photo"] = "f2"
    return Dossier.model_validate(facts)


def decided(dossier: Dossier, packs: tuple[Pack, ...], **changed: Any) -> Dossier:
    """The dossier with a decision on its open point, tied to the answers as they are before they change."""
    point = assessment_of(dossier, packs).of(Outcome.REVIEW)[0]
    facts = dossier.model_dump(mode="json")
    taken = {"outcome": "met", "reason": "现场看过。", "decided_by": "陆知遥", "decided_on": "2026-11-20"}
    facts["decisions"] = {"d1": taken | {"rule": point.rule, "path": point.item}}
    made = tied(Dossier.model_validate(facts), [point]).model_dump(mode="json")
    return Dossier.model_validate(made | changed)


def test_photos_stand_with_the_device_with_the_sign_and_among_the_files(printed: Printer):
    alts = figures(printed(pictured(), "en", attachments={"f1": PHOTO, "f2": PHOTO, "f3": b"%PDF"}))

    shown = [
        alt for alt in alts if alt in {"会员入场闸机", "gate.jpg: Photo", "sign.jpg: Photo"} or "CCTV" in alt
    ]
    assert shown == ["会员入场闸机", "CCTV area s1, 大堂", "gate.jpg: Photo", "sign.jpg: Photo"]


def test_a_photo_shown_twice_is_kept_once(printed: Printer):
    with pikepdf.open(
        io.BytesIO(printed(pictured(), "en", attachments={"f1": PHOTO, "f2": PHOTO}))
    ) as document:
        pictures = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        ]
    assert len(pictures) == 1


def test_what_cannot_be_read_or_is_not_there_is_named_and_the_rest_is_printed(printed: Printer):
    text = text_of(printed(pictured(), "en", attachments={"f1": b"nonsense"}))

    assert "f1 (gate.jpg) cannot be read and is left out" in text
    assert "f2 (sign.jpg) is not in the dossier's file and is left out" in text
    assert "contract.pdf Contract application/pdf" in text
    assert "f3 (contract.pdf)" not in text


def test_without_contents_at_hand_nothing_is_said_to_be_missing(printed: Printer):
    text = text_of(printed(pictured(), "en"))

    assert "left out" not in text
    assert "No photo of a sign is kept with this dossier." in text


def test_many_photos_stand_two_on_a_page(printed: Printer):
    more = {
        f"p{n}": {"name": f"p{n}.jpg", "kind": "photo", "media_type": "image/jpeg", "sha256": "ab" * 32}
        for n in range(20)
    }
    few = pages_of(printed(pictured(), "en", attachments={}))

    many = pages_of(printed(pictured(**more), "en", attachments=dict.fromkeys(more, PHOTO)))

    assert 10 <= many - few <= 12


def test_a_decision_that_stands_is_printed_with_its_reason(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer
):
    text = text_of(printed(decided(dossier, packs), "en"))

    assert "In order · 陆知遥 · 20 November 2026 现场看过。" in text
    assert FELL_AWAY not in text
    assert NO_LONGER not in text


def test_a_decision_whose_answers_changed_says_that_it_fell_away(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer
):
    cameras = dossier.model_dump(mode="json")["cameras"]
    cameras["c1"]["face_function"] = "identification"

    text = text_of(printed(decided(dossier, packs, cameras=cameras), "en"))

    assert f"20 November 2026 {FELL_AWAY} 现场看过。" in text


def test_a_decision_on_a_point_that_is_no_more_says_so(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer
):
    changed = decided(dossier, packs, cameras={})
    assert not assess(changed, packs, AS_OF).of(Outcome.REVIEW)

    assert f"20 November 2026 {NO_LONGER} 现场看过。" in text_of(printed(changed, "en"))


def test_a_decision_about_nothing_there_is_breaks_nothing(printed: Printer):
    facts = gym()
    facts["decisions"]["d1"] |= {"path": "no.such.place", "rule": "gone"}

    assert "gone · no.such.place" in text_of(printed(Dossier.model_validate(facts), "en"))


def test_a_question_open_for_many_devices_is_one_line_with_all_their_names(printed: Printer):
    facts = gym()
    facts["cameras"] |= {
        f"x{n}": facts["cameras"]["c1"] | {"label": f"走廊{n}号", "audio": None} for n in range(30)
    }

    text = text_of(printed(Dossier.model_validate(facts), "en")).text

    line = text[text.index("Sound3号储物柜屏") :]
    assert all(f"走廊{n}号" in line[:400] for n in range(30))


@pytest.mark.parametrize("name", ["zh", "en"])
def test_a_dossier_with_photos_is_accessible_and_fit_for_archives(printed: Printer, name: Any):
    pdf = printed(pictured(), name, attachments={"f1": PHOTO, "f2": PHOTO})

    assert conforms(pdf)
    roles = {role for role, _ in elements(pdf)}
    assert {"H1", "H2", "H3", "H4", "Table", "TOC", "L", "Figure", "Form", "Link", "Sect"} <= roles
