"""The language of the screen: every text a widget shows passes through here. Documents choose their own language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from fr_desk import i18n
from fr_desk.i18n import Counted, Lang, Texts, system_language, translate, translate_count
from fr_desk.rules.sentences import SEPARATOR

_QT_NAMES: dict[Lang, str] = {"zh": "qtbase_zh_CN", "ko": "qtbase_ko", "en": "qtbase_en"}
_LOCALES: dict[Lang, QLocale.Language] = {
    "zh": QLocale.Language.Chinese,
    "ko": QLocale.Language.Korean,
    "en": QLocale.Language.English,
}


class _Screen:
    """Which language the screen is in, and Qt's own words in it."""

    def __init__(self) -> None:
        self.lang: Lang = system_language(QLocale.system().uiLanguages())
        self.qt_words: QTranslator | None = None


_screen = _Screen()


def current() -> Lang:
    """Return the language of the screen."""
    return _screen.lang


def choose(lang: Lang) -> None:
    """Switch the screen to ``lang``. Widgets made before keep their words: the window makes them anew."""
    _screen.lang = lang
    application = QCoreApplication.instance()
    if application is None:
        return
    if _screen.qt_words is not None:
        application.removeTranslator(_screen.qt_words)
    _screen.qt_words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _screen.qt_words.load(_QT_NAMES[lang], folder):
        application.installTranslator(_screen.qt_words)
    QLocale.setDefault(locale())


def t(message: str, **values: object) -> str:
    """Return ``message`` in the screen's language, ``{names}`` filled from ``values``."""
    return translate(message, _screen.lang, **values)


def tn(one: str, other: str, count: int, **values: object) -> str:
    """Return what is said of ``count`` things in the screen's language; ``{count}`` stands for the number."""
    return translate_count(Counted(one, other), count, _screen.lang, **values)


def say(texts: Texts) -> str:
    """Return the sentence in the screen's language."""
    return texts.get(_screen.lang)


def listed(words: Iterable[str]) -> str:
    """Return words one after another, with the mark of the screen's language between them."""
    return SEPARATOR[current()].join(words)


def locale() -> QLocale:
    """Return the locale that belongs to the screen's language."""
    return QLocale(_LOCALES[_screen.lang])


def written_date(date: dt.date) -> str:
    """Return ``date`` written out as the screen's language does."""
    return i18n.written_date(date, _screen.lang)


def written_number(number: float) -> str:
    """Return ``number`` without trailing zeros, as an editor shows it."""
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.10g}"
