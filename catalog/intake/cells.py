"""What a cell says: text, days, numbers, a word from a list. Each reader raises BadCell."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.datetime import from_excel

from catalog.barcodes import validate_gtin
from catalog.tax_codes import clean_tax_code, validate_tax_code
from marketplace.kernel import clock, phone
from marketplace.kernel.text import FORBIDDEN, fold, nfc

from .errors import BadCell
from .reading import Broken, Formula

# The programme began in 2018; no paper of it is older or reaches so far.
FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2099, 12, 31)
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
_GROUPED = re.compile(r"\d+|\d{1,3}(?:[.,\s]\d{3})+")
_UNITS = re.compile(r"\s*(?:đồng|vnđ|vnd|₫|đ|gam|gr|g|ml|ngày)\.?$", re.IGNORECASE)
# Eth looks like the Vietnamese letter and comes with old keyboards.
_ETH = str.maketrans("Ðð", "Đđ")


def plain(value) -> str:
    """A cell as one line of text, in NFC, as people would read it."""
    if isinstance(value, Formula):
        raise BadCell(_("This cell holds a formula. Type the value itself."))
    if isinstance(value, Broken):
        raise BadCell(_("This cell shows an error of the spreadsheet."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()[:10]
    words = " ".join(nfc(str(value)).translate(_ETH).split())
    if FORBIDDEN.search(words):
        raise BadCell(_("This text holds characters that cannot be shown."))
    # Our own lists put an apostrophe before what a spreadsheet would run.
    return words[1:] if re.match(r"'[=+\-@]", words) else words


def text(value, longest: str = "200") -> str:
    words = plain(value)
    if len(words) > int(longest):
        raise BadCell(_("At most %(longest)s characters."), longest=longest)
    return words


def names(value) -> list[str]:
    """Several names, one after the other with a semicolon between."""
    return [name.strip() for name in text(value, "600").split(";") if name.strip()]


def day(value) -> date:
    """A day: a date of the spreadsheet, its serial number, or dd/mm/yyyy."""
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _day_of(plain(value))
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise BadCell(_("Write the day as 21/02/2025."))
    return found


def past_day(value) -> date:
    found = day(value)
    if found > clock.today():
        raise BadCell(_("This day is still to come."))
    return found


def _day_of(words: str) -> date | None:
    try:
        if match := _DAY.fullmatch(words):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO.fullmatch(words):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if re.fullmatch(r"[3-9]\d{4}", words, re.ASCII):
            return from_excel(int(words)).date()
    except ValueError:
        return None
    return None


def whole(value) -> int:
    """A whole number above nought: 75000, "75.000", "75.000 đ"."""
    words = _UNITS.sub("", plain(value))
    if not _GROUPED.fullmatch(words) or len(words) > 12:
        raise BadCell(_("Write a whole number, such as 75000."))
    number = int(re.sub(r"\D", "", words))
    if not 0 < number <= 2_000_000_000:
        raise BadCell(_("This number is out of range."))
    return number


def score(value) -> Decimal:
    """Points of the council, 0 to 100; at most two decimals, with a comma or a point."""
    try:
        points = Decimal(plain(value).replace(",", "."))
    except InvalidOperation:
        points = None
    if (
        points is None
        or not points.is_finite()
        or not 0 <= points <= 100
        or points != round(points, 2)
    ):
        raise BadCell(_("Write the points as 0 to 100, such as 84,5."))
    return points


def stars(value) -> int:
    """ "4", "4 sao", "4*", "★★★★"."""
    words = fold(plain(value))
    if words and not words.strip("*★⭐ "):
        words = str(len(words.replace(" ", "")))
    match = re.fullmatch(r"(\d)\s*(?:sao|\*|★|⭐)?", words)
    if not match or match[1] not in "345":
        raise BadCell(_("Only 3, 4 and 5 stars are certified."))
    return int(match[1])


def yes(value) -> bool:
    words = fold(plain(value))
    if words in ("x", "co", "1", "true", "yes", "✓", "✔"):
        return True
    if words in ("khong", "0", "false", "no", "-"):
        return False
    raise BadCell(_("Write “x” for yes, and leave the cell empty for no."))


def tax_code(value) -> str:
    code = clean_tax_code(plain(value))
    # A spreadsheet takes a leading nought away; the check digit tells whether it was one.
    return _validated(code.zfill(10) if len(code) == 9 else code, validate_tax_code)


def gtin(value) -> str:
    return _validated(re.sub(r"[\s.-]", "", plain(value)), validate_gtin)


def _validated(code: str, validate) -> str:
    try:
        validate(code)
    except ValidationError as error:
        raise BadCell(error.message) from error
    return code


def mobile(value) -> str:
    try:
        return phone.parse(plain(value))
    except phone.NotAMobile as error:
        raise BadCell(_("Write a Vietnamese mobile number, such as 0912 345 678.")) from error


READERS = {
    "day": day,
    "gtin": gtin,
    "mobile": mobile,
    "names": names,
    "past_day": past_day,
    "score": score,
    "stars": stars,
    "tax_code": tax_code,
    "text": text,
    "whole": whole,
    "yes": yes,
}
