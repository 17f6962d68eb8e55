"""Model fields that let only clean text into the database."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .text import FORBIDDEN, nfc


def refuse_controls(value: str) -> None:
    """Refuse NUL, lone surrogates and bidirectional controls."""
    if FORBIDDEN.search(value):
        raise ValidationError(_("This text holds characters that cannot be shown."), "controls")


class _Clean:
    default_validators = [refuse_controls]

    def to_python(self, value):
        value = super().to_python(value)
        return nfc(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class CleanCharField(_Clean, models.CharField):
    """A CharField kept in NFC, without control characters."""


class CleanTextField(_Clean, models.TextField):
    """A TextField kept in NFC, without control characters."""


class DongField(models.PositiveBigIntegerField):
    """An amount of whole dong, not negative."""
