"""The SMS port: one JSON POST to the gateway of settings.SMS_URL.

The gateway gets {"to": E.164, "text": str} and an Idempotency-Key, answers 2xx when it took the
message, and does not send the same key twice. Without a gateway a message is printed.
"""

import sys
import unicodedata

import requests
from django.conf import settings

CONNECT_SECONDS, READ_SECONDS = 2, 5
# One message: 70 characters where a letter has marks (UCS-2), 160 where none has (GSM 7 bit).
MARKED_LENGTH, PLAIN_LENGTH = 70, 160
# Malformed, no such number, too long: the same message again gets the same answer.
_FOR_EVER = (400, 404, 413, 422)
_PLAIN = str.maketrans("đĐ₫–—…“”‘’·\u00a0", "dDd--.\"\"''- ")


class SmsNotSent(Exception):
    """The gateway did not take the message; the outbox asks again later.

    Says what failed and never the address, which may hold the gateway's password.
    """


class SmsRefused(SmsNotSent):
    """The gateway read the message and will never take it."""


def send(*, to: str, text: str, key: str) -> None:
    """Hand one message to the gateway, at most once per key if it keeps its promise.

    to: E.164. Raises SmsNotSent when it is unreachable, slow, or answers anything but 2xx;
    SmsRefused when asking again is no use.
    """
    if not settings.SMS_URL:
        sys.stdout.write(f"SMS {to}: {text}\n")
        return
    try:
        answer = requests.post(
            settings.SMS_URL,
            json={"to": to, "text": text},
            headers={"Idempotency-Key": key},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise SmsNotSent(type(error).__name__) from None
    if answer.status_code in _FOR_EVER:
        raise SmsRefused(f"HTTP {answer.status_code}")
    if not 200 <= answer.status_code < 300:
        raise SmsNotSent(f"HTTP {answer.status_code}")


def fit(text: str) -> str:
    """The text as one message carries it: with marks where they fit, else without, cut at 160."""
    if len(text) <= MARKED_LENGTH:
        return text
    return without_marks(text)[:PLAIN_LENGTH]


def without_marks(text: str) -> str:
    """Vietnamese as a plain keyboard writes it: "Đơn hàng" gives "Don hang"."""
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))
