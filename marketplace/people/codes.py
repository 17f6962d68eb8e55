"""One-time codes: drawn at random, read from paper without doubt, kept as a keyed digest only."""

import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from marketplace.shop.codes import ALPHABET

GROUPS, GROUP_LENGTH = 4, 4
_BETWEEN = re.compile(r"[\s\-–—.]+")


def new_code() -> str:
    """Such as "K7QM-4TXD-9HPA-3CNE": one of 6 x 10^21, so that no guess ever comes near."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )


def tidy(typed: str) -> str:
    """The code as it was drawn, however its groups were typed."""
    plain = _BETWEEN.sub("", typed).upper()
    return "-".join(plain[i : i + GROUP_LENGTH] for i in range(0, len(plain), GROUP_LENGTH))


def digest(code: str, secret: str | None = None) -> str:
    """What is stored of a code. secret: an older SECRET_KEY than today's."""
    made = salted_hmac("marketplace.people.code", code, secret=secret, algorithm="sha256")
    return made.hexdigest()


def digests(code: str) -> list[str]:
    """What may be stored of a code, also where the key was changed since."""
    return [digest(code, secret) for secret in (None, *settings.SECRET_KEY_FALLBACKS)]
