"""Which version of a legal text holds, and whether it is still the sample we bring."""

import datetime
from collections.abc import Iterable

from .models import LegalText

# The texts in data/legal begin so, and say that a lawyer has to look at them.
SAMPLE = "BẢN MẪU"


def in_force(texts: Iterable[LegalText], day: datetime.date) -> dict[str, LegalText]:
    """Kind -> the version that holds on a day; a kind without one is absent."""
    begun = [text for text in texts if text.valid_from <= day]
    return {text.kind: text for text in sorted(begun, key=lambda t: (t.valid_from, t.pk))}


def is_sample(text: LegalText) -> bool:
    """Nobody has replaced the text that `setup` brought."""
    return text.body_vi.lstrip().startswith(SAMPLE)
