"""The chapter of findings: what one rule says stands once, worst first, with all its places."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang, translate
from tests.render.conftest import Printer
from tests.render.gym import Facts, gym
from tests.render.reading import text_of

LIKEWISE = "Likewise: {names}"


def with_devices(count: int) -> Facts:
    """The gym with so many more devices that look into the changing room."""
    facts = gym()
    facts["cameras"] |= {
        f"x{n}": facts["cameras"]["c2"] | {"label": f"走廊{n}号", "sees": ["z2"]} for n in range(count)
    }
    return facts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_that_many_devices_break_is_told_once_and_names_them_all(printed: Printer, lang: Lang):
    # given one device that looks into the changing room, and twenty more
    dossier = Dossier.model_validate(with_devices(20))

    text = text_of(printed(dossier, lang))

    # then there is one entry, its law once, and every other device by name
    names = translate(LIKEWISE, lang, names="走廊0号")
    assert text.count(names[:12]) == 1
    following = text.text[text.text.index(re.sub(r"\s", "", names)) :][:400]
    assert all(f"走廊{n}号" in following for n in range(20))


def test_the_number_of_places_is_part_of_the_title(printed: Printer):
    text = text_of(printed(Dossier.model_validate(with_devices(20)), "en"))

    assert "state purpose, way and period · 21 places" in text
    assert "“走廊5号” looks into" not in text  # the sentence is told of the first


def test_each_name_leads_to_the_device(printed: Printer):
    pdf = printed(Dossier.model_validate(with_devices(3)), "en")

    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = {str(note.Contents): note.Dest for page in document.pages for note in page.get("/Annots", ()) if "/Contents" in note}  # fmt: skip
        places = {str(found[f"走廊{n}号"][3]) for n in range(3)}
    assert len(places) == 3


def test_what_is_wrong_comes_before_what_waits_and_what_is_in_order(printed: Printer):
    facts = gym()
    facts["cameras"]["c2"]["sees"] = None
    text = text_of(printed(Dossier.model_validate(facts), "en")).text

    start = text.index("1Findings", text.index("Contents") + 200)
    parts = [
        text.index(words, start) for words in ("→Removethedevice", "Toanswer", "Inorder", "Doesnotapplyhere")
    ]
    assert parts == sorted(parts)


def test_why_something_does_not_apply_is_told_once(printed: Printer):
    facts = gym()
    facts["activities"] |= {f"a{n}": facts["activities"]["a2"] | {"name": f"第{n}层"} for n in range(3, 9)}

    text = text_of(printed(Dossier.model_validate(facts), "en"))

    assert text.count("Only where faces are recognised.") == 1
