"""Public order codes: short, random, and read out on the phone without doubt."""

import secrets

from oscar.apps.order.models import Order

# Without 0 O, 1 I L, 5 S, 2 Z, 8 B, U V: what one writes, another one reads the same.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 8


def new_code() -> str:
    """A code that no order has: one of 78 thousand million."""
    while Order.objects.filter(number=(code := _random())).exists():
        pass
    return code


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
