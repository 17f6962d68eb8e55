"""One slip of the finger: the words of the index that are one edit away from a typed one."""

import string
from collections.abc import Mapping

SHORTEST = 2
MOST = 6


def near(word: str, frequency: Mapping[str, int]) -> list[tuple[str, ...]]:
    """What may have been meant, most frequent first; a pair of words where a space is missing."""
    if len(word) < SHORTEST:
        return []
    known = {edit for edit in _edits(word) if edit in frequency and edit != word}
    pairs = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
    ways = [(edit,) for edit in known]
    ways += [pair for pair in pairs if all(part in frequency for part in pair)]
    return sorted(ways, key=lambda way: (-min(frequency[part] for part in way), way))[:MOST]


def _edits(word: str) -> set[str]:
    """A letter left out, two swapped, one replaced, one too many."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = string.ascii_lowercase
    fewer = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    more = {left + letter + right for left, right in cuts for letter in letters}
    return fewer | swapped | other | more
