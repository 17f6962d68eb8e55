"""Barcodes: GTIN-13 with its check digit, and codes of ours for goods that have none.

A prefix is no proof of origin: 893 says that a firm is a member of GS1 Vietnam, no more.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# GS1 keeps 20 to 29 for numbers inside a company: they mean nothing elsewhere.
INTERNAL_PREFIX = "29"
_INTERNAL = ("02", "04", "2")


def check_digit(body: str) -> str:
    """The thirteenth digit of a GTIN-13, from the first twelve."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return str(-total % 10)


def is_ean13(code: str) -> bool:
    """Thirteen digits of which the last is right."""
    digits = code.isascii() and code.isdigit() and len(code) == 13
    return digits and check_digit(code[:12]) == code[12]


def validate_gtin(value: str) -> None:
    """Refuse what is no GTIN-13, and numbers that GS1 keeps for use inside a company."""
    if not is_ean13(value):
        raise ValidationError(
            _("A barcode has 13 digits, and the last one must fit the others."), "gtin"
        )
    if value.startswith(_INTERNAL):
        raise ValidationError(_("This number is for use inside a company only."), "gtin_internal")


def internal_code(product_id: int) -> str:
    """A scannable EAN-13 for a product without a GTIN; valid inside this shop only."""
    body = f"{INTERNAL_PREFIX}{product_id:010d}"
    return body + check_digit(body)


def product_of(code: str) -> int | None:
    """The product id inside a code of ours, or None."""
    if is_ean13(code) and code.startswith(INTERNAL_PREFIX):
        return int(code[2:12])
    return None
