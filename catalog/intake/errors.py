"""What a sheet is refused for, in words that an officer can act on."""

from dataclasses import dataclass, field

from django.utils import translation

from catalog.errors import CatalogError


@dataclass(frozen=True)
class Reason:
    """A sentence (lazily translated) and the facts in it."""

    message: str
    facts: dict = field(default_factory=dict)

    def words(self, language: str) -> str:
        with translation.override(language):
            # A plural form finds its number only in the facts.
            return str(self.message % self.facts if self.facts else self.message)


class SheetRefused(CatalogError):
    """The file cannot be read at all; nothing was changed."""

    def __init__(self, message, **facts):
        super().__init__(message)
        self.reason = Reason(message, facts)


class BadCell(CatalogError):
    """What stands in a cell cannot be taken. column: its key, where the cell is known."""

    def __init__(self, message, *, column: str = "", **facts):
        super().__init__(message)
        self.column = column
        self.reason = Reason(message, facts)


class Unsure(CatalogError):
    """A person has to say which of the candidates a row means. See ReviewRow."""

    def __init__(self, subject: str, question: str, candidates: list[int]):
        super().__init__(subject, question)
        self.subject, self.question, self.candidates = subject, question, candidates


class SecondOfficerNeeded(CatalogError):
    """Two different officers have to stand for this."""


class NothingToEnter(CatalogError):
    """The sheet is in no state to be entered or set aside; `sheet` says in which it is."""

    def __init__(self, sheet):
        super().__init__(sheet)
        self.sheet = sheet


class ReviewClosed(CatalogError):
    """Somebody has already decided on this row of the review list."""


@dataclass(frozen=True)
class CellError:
    """One error beside its cell. row counts from 1; letter is the spreadsheet's, A to BH."""

    sheet: str
    row: int
    letter: str
    header: str
    value: str
    reason: Reason

    def __str__(self):
        told = f"{self.reason.words('vi')} / {self.reason.words('en')}"
        return f"{self.sheet}!{self.letter}{self.row} [{self.header}] «{self.value}»: {told}"
