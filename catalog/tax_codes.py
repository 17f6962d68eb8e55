"""Vietnamese tax codes: of firms and of their branches, and of people since July 2025."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE = re.compile(r"(?P<firm>\d{10})(-\d{3})?|\d{12}", re.ASCII)


def clean_tax_code(text: str) -> str:
    """The code as it is kept: "0123456789", "0123456789-001", or twelve digits of a person."""
    digits = re.sub(r"[\s.-]", "", text)
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def validate_tax_code(value: str) -> None:
    """Refuse a code of the wrong shape, or a firm's whose tenth digit does not fit.

    Households and persons have used their twelve-digit personal number since 1 July 2025; it
    carries no check digit.
    """
    shape = _SHAPE.fullmatch(value)
    if not shape or (shape["firm"] and not _fits(shape["firm"])):
        raise ValidationError(
            _("A tax code has 10 digits (13 for a branch, 12 for a person). Look at it again."),
            "tax_code",
        )


def _fits(firm: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, firm[:9], strict=True))
    return int(firm[9]) == 10 - total % 11
