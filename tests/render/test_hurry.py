"""The page for a reader in a hurry: one page, the whole picture, and where more stands."""

from __future__ import annotations

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import open_paths
from fr_desk.i18n import LANGUAGES, Lang, translate
from fr_desk.render.dossier import render_dossier
from fr_desk.resources import resource
from fr_desk.rules.findings import Assessment, Outcome
from tests.render.conftest import AS_OF, AsTheDesk, Printer
from tests.render.gym import gym
from tests.render.reading import Printed, texts_of


def hurry(pdf: bytes) -> Printed:
    """The second page, which the contents follow."""
    pages = texts_of(pdf)
    heads = [next((at for at, page in enumerate(pages) if words in page), -1) for words in TITLES]
    assert max(heads) == 2
    return pages[1]


TITLES = tuple(translate("Contents", lang) for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hotel_is_told_on_one_page(as_the_desk: AsTheDesk, lang: Lang):
    dossier = services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier
    assessment = services.assess(dossier, AS_OF)

    page = hurry(as_the_desk(dossier, lang))

    assert dossier.activities
    for activity in dossier.activities.values():
        assert activity.name
        assert activity.aim
        assert activity.legal_basis
        assert activity.name in page
        assert activity.aim[:10] in page
        assert translate(activity.legal_basis.label, lang) in page
    for finding in assessment.of(Outcome.BREACHED, Outcome.REVIEW):
        assert finding.title.get(lang) in page
    running = [one for one in services.deadlines(dossier, AS_OF) if one.state == "running"]
    assert running
    assert all(one.sentence.get(lang) in page for one in running)


def test_it_says_where_the_devices_stand_and_how_long_data_are_kept(printed: Printer, dossier: Dossier):
    page = hurry(printed(dossier, "en"))

    assert "Devices: 2 大堂, 女更衣室" in page
    assert "faces: In the device" in page
    assert "Face templates: until: End of membership or tenancy" in page
    assert "Video: 30 days" in page


def test_it_tells_how_many_questions_are_open_and_on_which_page(printed: Printer, dossier: Dossier):
    page = hurry(printed(dossier, "en"))

    waiting = sum(len(open_paths(dossier, step.id, AS_OF)) for step in STEPS)
    assert waiting > 0
    assert f"Questions still to answer: {waiting} Page " in page


def test_it_stays_one_page_and_says_what_is_left_out(printed: Printer):
    facts = gym()
    facts["activities"] |= {
        f"a{n}": facts["activities"]["a1"] | {"name": f"第{n}层入口", "aim": "很长的目的。" * 200}
        for n in range(3, 60)
    }
    facts["cameras"] |= {
        f"x{n}": facts["cameras"]["c2"] | {"label": "很长的名称" * 20 + str(n), "sees": ["z2"]}
        for n in range(90)
    }

    page = hurry(printed(Dossier.model_validate(facts), "en"))

    assert "第3层入口" in page
    assert "第59层入口" not in page
    assert "more" in page.text[page.text.index("第3层入口") :]


def test_an_empty_dossier_says_that_nothing_is_known(printed: Printer):
    page = hurry(printed(Dossier(), "en"))

    assert "No activity is described yet." in page
    assert "No deadline is running as things are." in page


def test_what_is_in_order_says_so(dossier: Dossier):
    clean = Assessment(as_of=AS_OF, packs=(), findings=())

    page = hurry(render_dossier(dossier, clean, (), "en"))

    assert "Everything that was checked is in order." in page
    assert "Nothing stands against the law as far as the answers go." in page
    assert "No point is left for a person to decide." not in page  # questions are still open
