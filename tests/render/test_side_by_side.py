"""Two languages in one document: each says everything, and what is the same stands once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from fr_desk import services
from fr_desk.render.flow import Block, Stack
from fr_desk.render.sheet import Sheet
from fr_desk.render.side_by_side import SideBySide, together
from fr_desk.render.styles import ANSWER, BODY, SECTION
from fr_desk.render.table import Table, TableRow
from fr_desk.resources import resource
from fr_desk.rules.findings import Outcome
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.services.sealing import verify
from tests.render.reading import Printed, text_of

AS_OF = dt.date(2026, 11, 21)


def printed(pieces: Sequence[Flowable], height: float = 700) -> tuple[Printed, Sheet]:
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=(420, height + 40), invariant=1)
    document.addPageTemplates([PageTemplate("page", [Frame(20, 20, 380, height, 0, 0, 0, 0)])])
    document.build(list(pieces), canvasmaker=Sheet)
    return text_of(out.getvalue()), document.canv


def row(*words: str, anchor: str = "") -> TableRow:
    return TableRow(tuple(Block(word, ANSWER) for word in words), anchor)


def test_running_text_stands_in_two_columns_and_the_second_says_its_language() -> None:
    # given
    first = [Block("处理的目的", SECTION, anchor="aim"), Block("核验住客身份。", BODY)]
    second = [Block("Purpose", SECTION, anchor="aim"), Block("To check who the guests are.", BODY)]

    # when
    merged = together(first, second, "en")
    text, sheet = printed(merged)

    # then
    assert [type(one) for one in merged] == [SideBySide, SideBySide]
    assert all(words in text for words in ("处理的目的", "核验住客身份。", "Purpose", "To check who"))
    spoken = {element.lang for element in sheet.root.walk() if element.role in {"H3", "P"}}
    assert spoken == {"zh-CN", "en"}
    assert list(sheet.page_of) == ["aim"]


def test_what_is_the_same_in_both_languages_stands_once() -> None:
    # given
    first = [Table((1, 1), [row("名称", "青砚酒店", anchor="venue.name")], ("问题", "回答"))]
    second = [Table((1, 1), [row("Name", "青砚酒店", anchor="venue.name")], ("Question", "Answer"))]

    # when
    text, _ = printed(together(first, second, "en"))

    # then
    assert text.count("青砚酒店") == 1
    assert all(words in text for words in ("名称", "Name", "问题 / Question", "回答 / Answer"))


def test_in_a_narrow_column_the_second_language_stands_below_in_a_wide_one_beside() -> None:
    # given
    def table(*words: str) -> Table:
        cells = tuple(Stack(Block(word, BODY), Block(f"{word} 1", BODY)) for word in words)
        return Table((1, 3), [TableRow(cells, "row")])

    # when
    (merged,) = together([table("设备", "结果")], [table("Device", "Finding")], "en")

    # then
    assert isinstance(merged, Table)
    narrow, wide = merged.rows[0].cells
    assert isinstance(narrow, Stack)
    assert isinstance(wide, Stack)
    assert not any(isinstance(cell, SideBySide) for cell in narrow.cells)
    assert all(isinstance(cell, SideBySide) for cell in wide.cells)


def test_a_quotation_stands_once_and_its_translation_is_not_lost() -> None:
    # given
    law = "设置显著的提示标识。"
    first = [Stack(Block(law, BODY), Block("未与官方文本核对。", BODY))]
    second = [
        Stack(Block(law, BODY), Block("Put up a conspicuous sign.", BODY), Block("Not compared.", BODY))
    ]

    # when
    text, _ = printed(together(first, second, "en"))

    # then
    assert text.count(law) == 1
    assert all(
        words in text for words in ("未与官方文本核对。", "Put up a conspicuous sign.", "Not compared.")
    )


def test_pieces_that_only_one_language_has_are_kept() -> None:
    # given
    first = [Block("甲", SECTION), Block("只有中文。", BODY)]
    second = [Block("A", SECTION), Table((1,), [row("only English", anchor="x")])]

    # when
    text, _ = printed(together(first, second, "en"))

    # then
    assert "只有中文。" in text
    assert "only English" in text


def test_long_columns_go_on_on_the_next_page_and_lose_nothing() -> None:
    # given
    first = [Block("很长的回答。" * 300, BODY)]
    second = [Block("A long answer. " * 300, BODY)]

    # when
    text, sheet = printed(together(first, second, "en"), height=300)

    # then
    assert sheet.getPageNumber() > 3
    assert text.count("很") == 300
    assert text.count("g") == 300  # the one in "long": a page may end inside a sentence


def test_a_dossier_in_two_languages_says_everything_in_both_and_agrees_with_itself(tmp_path: Path) -> None:
    # given
    dossier = services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier

    # when
    out = write_dossier_pdf(dossier, tmp_path / "both.pdf", "ko", AS_OF, second="en")
    alone = write_dossier_pdf(dossier, tmp_path / "ko.pdf", "ko", AS_OF)

    # then
    text = text_of(out.read_bytes())
    for finding in services.assess(dossier, AS_OF).findings:
        if finding.outcome is not Outcome.NOT_APPLICABLE:
            assert finding.title.ko in text
            assert finding.title.en in text
    assert verify(out).standing == "unsealed"
    assert len(out.read_bytes()) < 2 * len(alone.read_bytes())
