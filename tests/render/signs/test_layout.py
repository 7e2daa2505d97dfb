"""How signs look: every size and way round, three languages, the longest words; the law's words stay legible."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.printing import SignDesign
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.signs import pieces, plan_signs, sign_pdf
from fr_desk.render.signs.layout import FRAME, Layout
from fr_desk.render.signs.legibility import (
    STANDING_BEFORE,
    least_letter_height,
    letter_height,
    points_for,
    readable_from,
)
from fr_desk.render.signs.paper import languages_of, layout_of
from fr_desk.render.signs.pictograms import SIGNS
from fr_desk.render.signs.plan import PlannedSign
from fr_desk.render.signs.words import sign_words
from fr_desk.render.styles import TONES, WHITE
from fr_desk.rules.findings import Outcome
from tests.render.gym import gym
from tests.render.reading import fonts_of, pages_of, text_of
from tests.render.signs.venues import changed, designed, library, long_winded, planned, sample

ALL: tuple[Lang, ...] = ("zh", "ko", "en")
FACE, VIDEO = SignKind.FACE_TERMINAL, SignKind.CCTV_AREA
VENUES = {
    "hotel": sample("shanghai-hotel"),
    "library": library(),
    "long-winded in China": long_winded("CN"),
    "long-winded in Korea": long_winded("KR"),
    "nothing answered": Dossier(),
}


def one_of_each_kind(dossier: Dossier) -> Iterator[PlannedSign]:
    designs = dict(dossier.designs or {})
    known = {design.kind for design in designs.values()}
    designs |= {f"x{n}": SignDesign(kind=kind) for n, kind in enumerate(SignKind) if kind not in known}
    seen: set[SignKind] = set()
    for sign in plan_signs(changed(dossier, designs=designs)):
        if sign.kind not in seen:
            seen.add(sign.kind)
            yield sign
    assert seen == set(SignKind)


def test_letters_are_as_high_as_the_eye_needs():
    assert least_letter_height(1) == pytest.approx(4.654, abs=0.001)
    assert least_letter_height(3) == pytest.approx(3 * least_letter_height(1))
    assert least_letter_height(10) > 10_000 / 300  # more than the letters of safety signs
    assert readable_from(least_letter_height(2.5)) == pytest.approx(2.5)
    for words in ("视频监控", "CCTV 촬영 중", "CCTV in operation"):
        assert letter_height(points_for(10, words), words) == pytest.approx(10)
    assert points_for(10, "CCTV") > points_for(10, "监控")


def test_the_headline_of_an_a4_sign_is_read_from_three_metres():
    hotel = sample("shanghai-hotel")

    assert layout_of(planned(hotel, FACE), hotel).read_from == pytest.approx(3, abs=0.2)


@pytest.mark.parametrize(("size", "landscape"), [(PaperSize.A6, False), (PaperSize.A4, True)])
@pytest.mark.parametrize("venue", list(VENUES))
def test_everything_has_room_whatever_the_answers_are(venue: str, size: PaperSize, landscape: bool):
    dossier = VENUES[venue]

    for sign in one_of_each_kind(dossier):
        layout = layout_of(sign, dossier, None, ALL, size, landscape=landscape)

        assert layout._fits(layout.head, layout.body), sign.id
        assert layout.foot.height(layout._left) < layout.page[1] / 2


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("country", ["CN", "KR"])
def test_nothing_leaves_the_frame_even_on_the_smallest_paper(country: str, landscape: bool):
    dossier = long_winded(country)

    for sign in plan_signs(dossier):
        pdf = sign_pdf(sign, dossier, None, ALL, PaperSize.A6, landscape=landscape)
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            width, height = page.get_size()
            boxes = [item.get_bounds() for item in page.get_objects()]
        finally:
            document.close()
        edge = FRAME * 0.5 - 2
        assert all(left >= edge and right <= width - edge for left, _, right, _ in boxes)
        assert all(bottom >= edge and top <= height - edge for _, bottom, _, top in boxes)


def test_a_long_name_is_folded_and_its_phone_stays():
    dossier = changed(long_winded("CN"), operator__phone="021-5550 0117")

    for size in (PaperSize.A6, PaperSize.A4):
        text = text_of(sign_pdf(planned(dossier, VIDEO), dossier, None, ["zh"], size))
        assert "021-5550 0117" in text
        assert "…（见告知书）" in text


def test_hostile_words_are_printed_and_never_obeyed(dossier: Dossier):
    hostile = changed(dossier, operator__name="<b>\N{RIGHT-TO-LEFT OVERRIDE}x</b>&amp;<img src='http://a/b'>")

    text = text_of(sign_pdf(planned(hostile, VIDEO), hostile))

    assert "<b>‹U+202E›x</b>&amp;<img" in text


@pytest.mark.parametrize("langs", [("zh", "ko", "en"), ("en",)])
@pytest.mark.parametrize("landscape", [False, True])
def test_every_kind_prints_on_one_page_with_our_fonts(
    dossier: Dossier, langs: tuple[Lang, ...], landscape: bool
):
    for sign in one_of_each_kind(dossier):
        pdf = sign_pdf(sign, dossier, None, langs, landscape=landscape)

        assert pages_of(pdf) == 1
        assert all(embedded and "FRDeskSans" in name for name, embedded in fonts_of(pdf).items())
        text = text_of(pdf)
        assert all(sign_words().titles[sign.kind].get(lang) in text for lang in langs)


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("size", list(PaperSize))
def test_paper_sizes_are_iso(dossier: Dossier, size: PaperSize, landscape: bool):
    narrow = {"A6": 105, "A5": 148, "A4": 210, "A3": 297, "A2": 420, "A1": 594, "A0": 841}
    long = {"A6": 148, "A5": 210, "A4": 297, "A3": 420, "A2": 594, "A1": 841, "A0": 1189}

    document = pypdfium2.PdfDocument(
        sign_pdf(planned(dossier, VIDEO), dossier, size=size, landscape=landscape)
    )
    try:
        measured = [round(side / 72 * 25.4) for side in document[0].get_size()]
    finally:
        document.close()
    assert measured == ([long[size], narrow[size]] if landscape else [narrow[size], long[size]])


def test_a_lying_sign_has_its_rows_beside_the_band(dossier: Dossier):
    def top_of(word: str, landscape: bool) -> float:
        document = pypdfium2.PdfDocument(sign_pdf(planned(dossier, FACE), dossier, landscape=landscape))
        try:
            page = document[0].get_textpage()
            high: float = page.get_charbox(page.search(word).get_next()[0])[3]
            return high / float(document[0].get_height())
        finally:
            document.close()

    assert top_of("目的", landscape=False) < top_of("可以不刷脸", landscape=False)
    assert top_of("目的", landscape=True) > top_of("可以不刷脸", landscape=True)


def test_the_venues_language_comes_first(dossier: Dossier):
    sign = designed(dossier, VIDEO, languages=["en", "ko", "zh"])

    assert languages_of(sign, dossier) == ("zh", "en", "ko")
    assert languages_of(sign, dossier, ["ko", "en"]) == ("ko", "en")
    assert languages_of(planned(dossier, VIDEO), dossier) == ("zh",)
    assert languages_of(planned(Dossier(), VIDEO), Dossier()) == ("en",)


def test_choices_of_the_design_hold_until_others_are_given(dossier: Dossier):
    sign = designed(dossier, VIDEO, size="A3", landscape=True, reading_distance=5, languages=["zh", "en"])

    own, other = (
        layout_of(sign, dossier).wish,
        layout_of(sign, dossier, size=PaperSize.A6, landscape=False).wish,
    )

    assert (own.size, own.landscape, own.distance, own.langs) == (PaperSize.A3, True, 5, ("zh", "en"))
    assert (other.size, other.landscape) == (PaperSize.A6, False)


def test_a_wished_distance_makes_the_headline_as_large_as_it_needs(dossier: Dossier):
    def head(distance: float | None) -> Layout:
        return layout_of(planned(dossier, FACE), dossier, distance=distance)

    assert head(4.5).read_from == pytest.approx(4.5)
    assert head(4.5).legible
    assert head(30).read_from == head(None).read_from  # no A4 sheet is read from there


def test_particulars_are_legible_to_somebody_in_front_of_every_a4_sign():
    for name in ("shanghai-hotel", "seoul-gym"):
        dossier = sample(name)
        for sign in plan_signs(dossier):
            for langs in (None, ALL):
                layout = layout_of(sign, dossier, None, langs)
                assert layout.legible, sign.id
                assert layout.row_height >= least_letter_height(STANDING_BEFORE) - 0.05
                assert layout.folded == ()


def test_colours_are_told_apart_without_hue():
    def contrast(one: object, other: object) -> float:
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for ground in (pieces.BLUE, pieces.SLATE):
        assert contrast(WHITE, ground) >= 7
    for ink in (pieces.BLACK, pieces.GREY, TONES[Outcome.BREACHED]):
        assert contrast(ink, WHITE) >= 7


def _luminance(color: object) -> float:
    parts: list[float] = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (getattr(color, name) for name in ("red", "green", "blue"))
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_pictograms_are_all_different_and_black_on_white(dossier: Dossier):
    seen: dict[bytes, SignKind] = {}
    for sign in one_of_each_kind(dossier):
        document = pypdfium2.PdfDocument(sign_pdf(sign, dossier))
        try:
            picture = document[0].render(scale=2).to_pil().convert("L")
        finally:
            document.close()
        layout = layout_of(sign, dossier)
        top = (layout.page[1] - layout.top) * 2
        side = layout.head.pictogram * 2
        cut = picture.crop((108, int(top), int(108 + side), int(top + side))).resize(
            (40, 40), Image.Resampling.BOX
        )
        dark = sum(value < 128 for value in cut.tobytes())
        assert 0.1 < dark / 1600 < 0.75, sign.kind
        assert seen.setdefault(cut.tobytes(), sign.kind) is sign.kind
    assert set(seen.values()) == set(SIGNS)


def test_same_sign_same_bytes(dossier: Dossier):
    again = Dossier.model_validate(gym())

    assert sign_pdf(planned(dossier, FACE), dossier) == sign_pdf(planned(again, FACE), again)


def test_the_title_of_the_file_names_sign_and_activity():
    hotel = sample("shanghai-hotel")

    with pikepdf.open(io.BytesIO(sign_pdf(planned(hotel, FACE, "a3"), hotel))) as document:
        assert str(document.docinfo["/Title"]) == "人脸终端及其他进入方式：员工考勤"
        assert str(document.docinfo["/CreationDate"]) == "D:20261121000000Z"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_sign_is_made_in_a_moment(dossier: Dossier, lang: Lang):
    sign = planned(dossier, FACE)
    sign_pdf(sign, dossier, None, [lang])

    begun = time.process_time()
    sign_pdf(sign, dossier, None, [lang], PaperSize.A3)

    assert time.process_time() - begun < 0.3  # measured: 0.06 s
