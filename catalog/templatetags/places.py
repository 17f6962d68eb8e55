"""How an administrative unit is written on pages."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def unit_name(unit) -> str:
    """ "phường Long Xuyên, tỉnh An Giang"; in English without the kinds. Parents are loaded."""
    english = get_language() == "en"
    names = []
    while unit is not None:
        names.append((unit.name_en or unit.name) if english else f"{unit.kind} {unit.name}")
        unit = unit.parent
    return ", ".join(names)
