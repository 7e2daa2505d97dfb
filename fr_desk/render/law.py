"""The words of the law: a quotation only where the wording was compared, a label where it was not, else a summary."""

from __future__ import annotations

from fr_desk.i18n import N_
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition, article_anchor
from fr_desk.render.flow import Block, Cell
from fr_desk.render.lines import Run
from fr_desk.render.styles import ITEM, MUTED, QUOTE, SMALL
from fr_desk.rules.findings import Citation, Outcome
from fr_desk.rules.instruments import Instrument, name_of_instrument, number_of, quotation

LAW = N_("The law cited")
OUR_TRANSLATION = N_("Our own translation: {text}")
SUMMARY = N_("In short, not the wording: {text}")
REPLACES, REPLACED = N_("Replaces: {title}"), N_("Replaced by: {title}")
_NUMBER = ITEM.but(size=9.5, leading=14, before=7, after=1)


def wording(edition: Edition, citation: Citation) -> tuple[Cell, ...]:
    """Return what may be printed of an article: its verified wording, its labelled wording, or a summary."""
    instrument = edition.instruments[citation.instrument]
    quoted, other, label = quotation(citation, edition.instruments, edition.lang, edition.assessment.as_of)
    article = instrument.articles[citation.article]
    blocks: list[Cell] = []
    if quoted:
        blocks.append(Block(quoted, QUOTE))
    if other:
        is_translation = bool(quoted) and edition.lang in article.translation
        words = edition.say(OUR_TRANSLATION if is_translation else SUMMARY, text=other)
        blocks.append(Block(words, QUOTE.but(color=MUTED)))
    if label:
        blocks.append(Block(label, SMALL))
    return tuple(blocks)


def law_chapter(edition: Edition) -> Chapter:
    """Return the annex with every article the dossier cites, by instrument. Compose it after all that cites."""
    chapter = Chapter(edition.say(LAW), edition.anchor("law"))
    for finding in edition.of(Outcome.BREACHED, Outcome.REVIEW, Outcome.MET):
        following = (one for consequence in finding.consequences for one in consequence.citations)
        for citation in (*finding.citations, *following):
            edition.article(citation)
    cited: dict[str, dict[str, Citation]] = {}
    for citation in edition.cited.values():
        cited.setdefault(citation.instrument, {})[citation.article] = citation
    for key, instrument in edition.instruments.items():
        if key not in cited:
            continue
        chapter.head(instrument.title.get(edition.lang), edition.anchor(f"law:{key}"))
        chapter.body.append(Block(_about(edition, instrument), SMALL.but(after=4)))
        for article in instrument.articles:
            if article in cited[key]:
                citation = cited[key][article]
                label = number_of(instrument.articles[article], edition.lang, edition.assessment.as_of)
                chapter.body.append(Block(label, _NUMBER, anchor=article_anchor(citation)))
                chapter.body += wording(edition, citation)
    return chapter


def _about(edition: Edition, instrument: Instrument) -> list[Run]:
    facts = [instrument.issuer.get(edition.lang), instrument.number]
    runs = [Run(" · ".join(fact for fact in facts if fact))]
    if instrument.note:
        runs.append(Run(f"\n{instrument.note.get(edition.lang)}"))
    for message, named in ((REPLACES, instrument.supersedes), (REPLACED, instrument.superseded_by)):
        if named:
            title = name_of_instrument(named, edition.instruments, edition.lang)
            runs.append(Run(f"\n{edition.say(message, title=title)}"))
    return runs
