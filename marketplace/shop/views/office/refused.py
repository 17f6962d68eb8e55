"""What the doors of producers and products refuse, in sentences."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

# The database has the last word on a tax code or barcode that two people enter at once.
REFUSED = (ValidationError, IntegrityError)


def refusal(error: Exception) -> list[str]:
    """What to tell who pressed the button."""
    if isinstance(error, ValidationError):
        return error.messages
    return [_("Somebody entered the same at this very moment. Please look, then save again.")]
