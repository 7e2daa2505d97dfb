"""The papers of an inspection: what they must say, in three languages, whatever is in a dossier."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fr_desk.domain.choices import VenueKind
from fr_desk.errors import CancelledError
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render import inspection
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.inspection.ordered import Ordered
from fr_desk.render.inspection.paper import CELL, Paper, Part, paper_pdf, title
from fr_desk.render.inspection.report import WIDTHS
from fr_desk.render.inspection.words import WORDS, say
from fr_desk.render.styles import TEXT_WIDTH
from fr_desk.render.table import GUTTER
from fr_desk.rules.sentences import NOT_ANSWERED
from tests.render.decoding import codes_in
from tests.render.forms.filled import DAY, GYM, HOTEL, edition
from tests.render.forms.worst import hostile
from tests.render.inspection import made
from tests.render.reading import embedded, fonts_of, pages_of, text_of, texts_of
from tests.render.structure import elements, figures

EMPTY = ""
WORST = f"{hostile(1999)}\udc80"


@pytest.fixture(scope="module")
def printed() -> dict[tuple[Lang, str], bytes]:
    """All papers of the hotel in three languages, by language and name."""
    return {
        (lang, name): data
        for lang in LANGUAGES
        for name, data in made.every_paper(edition(HOTEL, lang)).items()
    }


Printed = dict[tuple[Lang, str], bytes]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_paper_speaks_its_language_and_has_its_parts(printed: Printed, lang: Lang):
    parts = {
        "report": ("title", "what", "verdicts", "venues", "order", "unread"),
        "plan": ("title", "how", "repeat", "strata", "list", "step_1", "step_random"),
        "sheet": ("title", "looks", "contradictions", "open", "extra", "present"),
        "record": ("title", "visits", "found", "photos", "orders", "other_version"),
        "order": ("title.cn", "facts", "orders", "answer", "remedies", "service", "served"),
        "reinspection": ("title", "facts", "result", "missed", "follows", "then"),
    }
    for group, names in parts.items():
        text = text_of(printed[lang, "letter" if group == "reinspection" else group])
        for name in names:
            assert say(f"{group}.{name}", lang) in text, (group, name)


def test_every_name_of_words_that_the_code_uses_is_in_the_file():
    code = "\n".join(path.read_text("utf-8") for path in Path(inspection.__path__[0]).glob("*.py"))
    own = {f"report.{name}" for name in re.findall(r'self\.say\(\s*"([a-z_.0-9]+)"', code)}
    named = own | set(re.findall(r'(?<!self\.)say\(\s*"([a-z_.0-9]+)"', code))

    assert named > {"plan.title", "foot.draft"}
    assert not {name for name in named if name not in WORDS}


def test_the_words_are_whole_and_punctuated_as_their_language_is():
    for key in WORDS.keys(""):
        text = WORDS.in_all(key, **_anything(WORDS._words[key].en))
        assert all(text.get(lang).strip() for lang in LANGUAGES), key
        assert not re.search("[，。；：！？]", text.ko + text.en), key
        assert not re.search(r"[\u4e00-\u9fff][,;:!?]", text.zh), key
        assert not re.search(r"이\(가\)|을\(를\)|은\(는\)|와\(과\)", text.ko), (
            key
        )  # no letter to anybody says so


def _anything(text: str) -> dict[str, str]:
    return dict.fromkeys(re.findall(r"\{([a-z]+)\}", text), "x")


def test_the_code_of_a_sheet_is_the_fingerprint(printed: Printed):
    venue = replace_fingerprint(made.FINGERPRINT)

    assert codes_in(made.sheet(venue)) == [made.FINGERPRINT]
    assert codes_in(made.record(venue)) == [made.FINGERPRINT]
    assert codes_in(printed["zh", "sheet"], dpi=110) == ["0" * 64]


def replace_fingerprint(fingerprint: str) -> Edition:
    venue = edition(GYM, "ko")
    venue.fingerprint = fingerprint
    return venue


@pytest.mark.parametrize("name", ["record", "order", "letter"])
def test_papers_of_a_record_carry_it_and_have_a_place_for_the_inspectors_seal(printed: Printed, name: str):
    data = printed["en", name]

    assert embedded(data, "record.json") == made.RECORD
    assert _fields(data) == ["Inspector"]


def _fields(pdf: bytes) -> list[str]:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        specs = list(document.Root.AF)
        assert [str(spec.AFRelationship) for spec in specs] == ["/Source"]
        return [str(field.T) for field in document.Root.AcroForm.Fields]


def test_articles_are_quoted_as_far_as_their_wording_is_verified(printed: Printed):
    hotel = edition(HOTEL, "zh")
    articles = {
        f"{key}/{number}": one
        for key, law in hotel.instruments.items()
        for number, one in law.articles.items()
    }
    text, labelled = articles["cn-pipl/26"], articles["cn-order-19/10"]
    paper = text_of(printed["zh", "order"])

    assert text.verified == "text"
    assert text.text is not None
    assert text.text in paper
    assert labelled.verified == "secondary"
    assert labelled.text is not None
    assert labelled.text in paper
    assert "未与官方文本核对" in paper
    assert "made-up/1" in paper


def test_wording_that_nobody_verified_is_never_printed():
    korean = edition(GYM, "ko")
    key, article = next(
        (f"{key}/{number}", one)
        for key, law in korean.instruments.items()
        for number, one in law.articles.items()
        if one.verified == "unverified" and one.summary
    )
    from fr_desk.render.inspection.order import order_pdf

    paper = text_of(order_pdf(korean, made.visited(), (Ordered("p", "s", articles=(key,)),), made.CARRIED))

    assert article.text is None
    assert article.summary is not None
    assert korean.say("In short, not the wording: {text}", text=article.summary.ko) in paper


def test_an_order_claims_no_effect_and_leaves_room_for_what_is_the_authoritys(printed: Printed):
    for lang in LANGUAGES:
        for name in ("order", "letter"):
            paper = text_of(printed[lang, name])
            assert paper.count(say("foot.draft", lang)) == pages_of(printed[lang, name])
            assert say("order.number", lang) in paper
        assert say("foot.draft", lang) not in text_of(printed[lang, "report"])


def test_in_korea_the_authority_chooses_between_order_and_recommendation():
    data = made.order(edition(GYM, "ko"))

    assert "시정조치 명령" in text_of(data)
    assert "시정권고" in text_of(data)
    assert sum("표시할 칸" in alt for alt in figures(data)) == 3
    assert "시정권고" not in text_of(made.order(edition(HOTEL, "ko")))


def test_consequences_are_the_ranges_of_the_packs_and_only_of_what_was_not_put_right():
    hotel = edition(HOTEL, "zh")
    (pack,) = hotel.packs
    rule = next(one for one in pack.rules if one.id == "cn.fr.not-sole-method")
    named = [pack.consequences[name].says.zh for name in rule.consequences]
    orders = made.ordered()
    from fr_desk.render.inspection.reinspection import reinspection_pdf

    missed = text_of(reinspection_pdf(hotel, made.visited(), orders, made.CARRIED))
    righted = text_of(
        reinspection_pdf(
            hotel, made.visited(), tuple(replace(one, state="right") for one in orders), made.CARRIED
        )
    )

    assert named
    assert all(words in missed for words in named)
    assert not any(words in righted for words in named)
    assert say("reinspection.all_done", "zh") in righted


def test_ten_thousand_rows_are_printed_as_far_as_anybody_reads():
    rows = made.lines(10_000)

    begin = time.process_time()
    data = made.report("zh", rows, most=1_000)
    spent = time.process_time() - begin

    text = text_of(data)
    assert say("report.cut", "zh", shown="1,000", rest="9,000") in text
    assert text.count("锦澜酒店（外滩店）") == 200
    assert spent < 8


def test_the_head_of_the_table_comes_again_on_every_page_and_is_read_once():
    data = made.report("en", made.lines(120))

    with_rows = [page for page in texts_of(data) if "Harbour shop" in page]
    heads = [role for role, _ in elements(data)].count("TH")
    assert len(with_rows) > 2
    assert all("Name and address" in page for page in with_rows)
    assert heads == [role for role, _ in elements(made.report("en", made.lines(12)))].count("TH")


def test_a_stratum_can_be_drawn_again_from_paper_however_long_its_label_is():
    label = "|".join(f"第{number}物业管理有限责任公司" for number in range(20))

    assert label in text_of(made.plan("zh", made.visits(), label=label))


def test_charts_are_pictures_with_their_numbers_in_words(printed: Printed):
    told = " ".join(figures(printed["en", "report"]))

    assert "No way but the face 9; Kept too long 4; 2 others 3" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_say_is_a_paper_too(lang: Lang):
    for name, data in made.every_paper(edition(EMPTY, lang), empty=True).items():
        assert pages_of(data) <= 2, name
        assert "None" not in text_of(data), name


def test_hostile_answers_are_printed_as_they_are_and_stay_on_their_page():
    papers = made.every_paper(edition(HOTEL, "ko"), WORST)

    for name, data in papers.items():
        text = text_of(data)
        assert "<b>&amp;</b>{venue.name}‹U+202E›" in text, name
        assert all(fonts_of(data).values()), name
        assert pages_of(data) < 40, name


def test_the_same_input_gives_the_same_bytes(printed: Printed):
    again = made.every_paper(edition(HOTEL, "en"))

    assert all(printed["en", name] == data for name, data in again.items())


def test_progress_is_told_and_a_report_can_be_cancelled():
    from fr_desk.render.inspection.report import Report, report_pdf

    values = Report(DAY, (), (), 200, 200, (), {}, (), (), made.lines(200))
    told: list[tuple[int, int]] = []

    report_pdf(values, "en", lambda done, total: told.append((done, total)))

    assert told[-1] == (200, 200)
    assert len(told) > 3
    with pytest.raises(CancelledError):
        report_pdf(values, "en", cancelled=lambda: len(told) > 0)


def test_several_sheets_make_one_file_with_the_name_of_each_on_its_pages():
    from fr_desk.render.inspection.sheet import OnSite, sheets_pdf

    nothing = OnSite("unsealed", (), (), (), (), ())
    hotel, gym = edition(HOTEL, "en"), edition(GYM, "en")

    pages = texts_of(sheets_pdf([(hotel, nothing), (gym, nothing)]))

    assert len(pages) == 2
    names = [one.dossier.venue.name or "" for one in (hotel, gym)]
    assert all(names)
    assert [[name in page for name in names] for page in pages] == [[True, False], [False, True]]


def test_an_unknown_verdict_is_shown_as_it_is():
    line = replace(made.lines(1)[0], verdict="odd", count=0)

    assert "odd" in text_of(made.report("en", [line]))


def test_a_paper_of_bare_pieces_is_a_document():
    data = paper_pdf(Paper("T", "en", DAY, (Part("head", "foot", title("A title", "A lead")),)))

    assert [role for role, _ in elements(data)][:2] == ["Document", "H1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_leaves_out_an_address_that_nobody_gave(lang: Lang):
    nowhere = edition(HOTEL, lang, venue__address=None)

    for paper in (made.order(nowhere), made.letter(nowhere)):
        assert nowhere.say(NOT_ANSWERED) not in text_of(paper)


def test_every_kind_of_venue_has_its_words_whole_in_the_report():
    room = (TEXT_WIDTH - GUTTER * (len(WIDTHS) - 1)) * WIDTHS[2] / sum(WIDTHS)

    words = {word for kind in VenueKind for word in kind.label.split()}

    assert [word for word in words if len(Block(word, CELL).lines_in(room)) > 1] == []
