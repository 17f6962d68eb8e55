"""The text inside a VietQR code: EMVCo merchant-presented, for a transfer to a bank account.

Every field is a two-digit tag, a two-digit length and a value; the last one is a checksum.
"""

import re

from .text import fold

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DONG = "704"
PURPOSE_LENGTH = 25
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .-]+")


def payload(*, bank: str, account: str, amount: int, purpose: str, bill: str = "") -> str:
    """A dynamic code: `amount` whole dong to `account` at the bank with this 6-digit BIN.

    The purpose is folded to ASCII and cut at 25 characters. Raises ValueError for a bank,
    account or amount that no banking app would read.
    """
    if not re.fullmatch(r"\d{6}", bank) or not re.fullmatch(r"[A-Za-z0-9]{1,19}", account):
        raise ValueError("VietQR wants a 6-digit bank and an account of at most 19 characters")
    if not 0 < amount < 10**13:
        raise ValueError("VietQR wants a positive amount of at most 13 digits")
    receiver = _field("00", bank) + _field("01", account)
    merchant = _field("00", NAPAS) + _field("01", receiver) + _field("02", TO_ACCOUNT)
    extra = (_field("01", bill) if bill else "") + _field("08", plain_purpose(purpose))
    body = (
        _field("00", "01")
        + _field("01", "12")
        + _field("38", merchant)
        + _field("53", DONG)
        + _field("54", str(amount))
        + _field("58", "VN")
        + _field("62", extra)
        + "6304"
    )
    return f"{body}{crc(body.encode()):04X}"


def plain_purpose(text: str) -> str:
    """What a bank keeps of a purpose: ASCII letters, digits, blanks; case as typed."""
    kept = _NOT_PLAIN.sub(" ", _unmarked(text))
    return " ".join(kept.split())[:PURPOSE_LENGTH].strip()


def crc(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 1021, start FFFF."""
    checksum = 0xFFFF
    for byte in data:
        checksum ^= byte << 8
        for _ in range(8):
            checksum = (checksum << 1) ^ 0x1021 if checksum & 0x8000 else checksum << 1
    return checksum & 0xFFFF


def _unmarked(text: str) -> str:
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
