"""How an administrative unit is written on pages."""

from django import template
from django.utils.translation import get_language

from catalog.places import full_name

register = template.Library()


@register.filter
def unit_name(unit) -> str:
    """A unit with its parents, in the language that is being read."""
    return full_name(unit, get_language() or "vi") if unit else ""
