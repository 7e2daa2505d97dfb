"""Errors a user meets: each class owns its sentence, says what is wrong, where, and what to do."""

from __future__ import annotations

from fr_desk.i18n import N_, Lang, Texts, texts


class FrDeskError(Exception):
    """A failure with a sentence for the user.

    Subclasses set :attr:`sentence`, a translatable message whose ``{names}`` are filled from the keyword arguments.
    """

    sentence: str = N_("Something went wrong.")

    def __init__(self, **values: object) -> None:
        """Keep the values the sentence names (file, place, what was expected)."""
        self.values = values
        super().__init__()

    def __str__(self) -> str:
        """Return the sentence in English; it is put together only where somebody reads it."""
        return self.message("en")

    def message(self, lang: Lang) -> str:
        """Return the sentence in ``lang``, with its values filled in."""
        return self.texts().get(lang)

    def texts(self) -> Texts:
        """Return the sentence in all three languages."""
        return texts(self.sentence, **self.values)


class CancelledError(FrDeskError):
    """The user cancelled a long job; nothing was written."""

    sentence = N_("Cancelled. Nothing was written.")
