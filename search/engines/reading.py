"""A question as groups of words, and the FTS5 expressions that ask for it."""

from dataclasses import dataclass, replace
from itertools import pairwise

from marketplace.kernel.text import fold
from search.synonyms import SYNONYMS
from search.text import exact

# Words of a title stand in the index of everything a second time behind this digit, so that a
# word typed with marks may miss its marks in a title but not in a story.
IN_TITLE = "0"
LONGEST_SYNONYM = max(map(len, SYNONYMS))
_EXACT = {tuple(map(exact, phrase)): phrase for phrase in SYNONYMS}
_FOLDED: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
for _phrase in SYNONYMS:
    _FOLDED.setdefault(tuple(map(fold, _phrase)), []).append(_phrase)


@dataclass(frozen=True)
class Word:
    """One typed word: without marks, with them ("" where none were typed), cut short or not."""

    plain: str
    marked: str = ""
    is_begun: bool = False

    @property
    def star(self) -> str:
        return "*" if self.is_begun else ""

    def in_title(self, *, with_marks: bool) -> str:
        if with_marks and self.marked:
            return f'marked : "{self.marked}"{self.star}'
        return f'{{plain english}} : "{self.plain}"{self.star}'

    def anywhere(self) -> str:
        if not self.marked:
            return f'"{self.plain}"{self.star}'
        return _any([f'"{self.marked}"{self.star}', f'"{IN_TITLE}{self.plain}"{self.star}'])


@dataclass(frozen=True)
class Group:
    """Words that belong together, and phrases (in exact forms) that mean the same."""

    words: tuple[Word, ...]
    same: tuple[tuple[str, ...], ...] = ()

    def in_title(self, *, with_marks: bool, with_same: bool) -> str:
        ways = [" AND ".join(word.in_title(with_marks=with_marks) for word in self.words)]
        ways += [f'marked : "{" ".join(each)}"' for each in self.same if with_same]
        return _any([f"({way})" for way in ways])

    def anywhere(self) -> str:
        ways = [" AND ".join(word.anywhere() for word in self.words)]
        ways += [" AND ".join(f'"{word}"' for word in each) for each in self.same]
        return _any([f"({way})" for way in ways])


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed."""

    groups: tuple[Group, ...]
    is_corrected: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for group in self.groups for word in group.words)

    def in_title(self) -> str:
        """Every group in the title: as typed, by what means the same, or without marks."""
        return _any([f"({tier})" for tier in self.title_tiers()])

    def title_tiers(self) -> list[str]:
        """Ways in which a title may hold every group, best first: the marks, what means the same,
        the letters alone."""
        tiers = [
            self._title(with_marks=True, with_same=False),
            self._title(with_marks=True, with_same=True),
            self._title(with_marks=False, with_same=True),
        ]
        return list(dict.fromkeys(tiers))

    def partly_in_title(self) -> str:
        return " OR ".join(
            group.in_title(with_marks=False, with_same=True) for group in self.groups
        )

    def in_names(self) -> str:
        """Any word in the names of producer and place; neighbours count more."""
        plain = [word.plain for word in self.words]
        pairs = [f'"{one} {next_one}"' for one, next_one in pairwise(plain)]
        return " OR ".join([f'"{word}"' for word in plain] + pairs)

    def _title(self, *, with_marks: bool, with_same: bool) -> str:
        """Words side by side count more, and most where the title begins with them."""
        every = " AND ".join(
            group.in_title(with_marks=with_marks, with_same=with_same) for group in self.groups
        )
        phrase = " ".join((with_marks and word.marked) or word.plain for word in self.words)
        column = "marked" if with_marks and any(word.marked for word in self.words) else "plain"
        star = self.words[-1].star
        return f'({every}) OR {column} : "{phrase}"{star} OR {column} : ^"{phrase}"{star}'

    def anywhere(self) -> str:
        return " AND ".join(group.anywhere() for group in self.groups)

    def unmarked(self) -> "Reading":
        """The same without looking at the marks."""
        return self.of(replace(word, marked="") for word in self.words)

    def begun(self) -> "Reading":
        """The same with the last word taken as the beginning of one."""
        *whole, last = self.words
        return self.of([*whole, replace(last, is_begun=True)])

    def of(self, words, is_corrected: bool | None = None) -> "Reading":
        """Other words, each a group of its own: nothing guessed is widened by synonyms."""
        corrected = self.is_corrected if is_corrected is None else is_corrected
        return Reading(tuple(Group((word,)) for word in words), corrected)


def read(typed: list[str]) -> Reading | None:
    """The words as they were typed, with their synonyms; None when nothing was asked."""
    words = [_word(word) for word in typed]
    groups, start = [], 0
    words = [word for word in words if word.plain]
    while start < len(words):
        size, same = _synonyms(words[start : start + LONGEST_SYNONYM])
        groups.append(Group(tuple(words[start : start + size]), same))
        start += size
    return Reading(tuple(groups)) if groups else None


def _word(typed: str) -> Word:
    plain = "".join(char for char in fold(typed) if char.isalnum())
    marked = exact(typed)
    return Word(plain, "" if marked == plain else marked)


def _synonyms(ahead: list[Word]) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """How many of the words ahead form a phrase that has synonyms, and which."""
    for size in range(len(ahead), 0, -1):
        candidate = ahead[:size]
        if any(word.marked for word in candidate):
            found = _EXACT.get(tuple(word.marked or word.plain for word in candidate))
            phrases = [found] if found else []
        else:
            phrases = _FOLDED.get(tuple(word.plain for word in candidate), [])
        same = [tuple(map(exact, each)) for phrase in phrases for each in SYNONYMS[phrase]]
        if same:
            return size, tuple(dict.fromkeys(same))
    return 1, ()


def _any(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"
