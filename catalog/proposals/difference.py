"""What differs between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*|\s+")
# Comparing takes the product of both lengths; beyond it the texts as a whole stand side by side.
_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words. kind: "same", "old" (only in the first text) or "new" (only in the second)."""

    kind: str
    words: str


def difference(old: str, new: str) -> list[Piece]:
    """Both texts as one row of pieces: without the "new" ones it is the old text."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MOST:
        return [Piece("old", old), Piece("new", new)]
    # White space at the end of a word is no difference.
    same = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    pieces = []
    for verb, a, b, c, d in same.get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(after[c:d])))
            continue
        pieces += [Piece("old", "".join(before[a:b]))] if a < b else []
        pieces += [Piece("new", "".join(after[c:d]))] if c < d else []
    return pieces


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
