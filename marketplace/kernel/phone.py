"""Vietnamese telephone numbers: stored as E.164, shown as people write them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

REGION = "VN"
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


class NotANumber(ValueError):
    """What was typed is no Vietnamese telephone number."""


class NotAMobile(NotANumber):
    """What was typed is no Vietnamese mobile number."""


def parse(typed: str) -> str:
    """The number in E.164: "0912 345 678" and "+84 912.345.678" give "+84912345678".

    Raises NotAMobile.
    """
    try:
        number = phonenumbers.parse(typed, REGION)
    except NumberParseException as error:
        raise NotAMobile(typed) from error
    vietnamese = phonenumbers.is_valid_number_for_region(number, REGION)
    if number.extension or not vietnamese or phonenumbers.number_type(number) not in _MOBILE:
        raise NotAMobile(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def parse_any(typed: str) -> str:
    """A landline, a 1900 number or a mobile, in E.164: of a desk, not of a person.

    Raises NotANumber.
    """
    try:
        number = phonenumbers.parse(typed, REGION)
    except NumberParseException as error:
        raise NotANumber(typed) from error
    if number.country_code != 84 or number.extension or not phonenumbers.is_possible_number(number):
        raise NotANumber(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(e164: str) -> str:
    """The number as it is read aloud: "0912 345 678"; what is no number comes back as it is."""
    try:
        number = phonenumbers.parse(e164, REGION)
    except NumberParseException:
        return e164
    if number.country_code != 84:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    digits = f"0{number.national_number}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if len(digits) == 10 else digits
