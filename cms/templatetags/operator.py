"""Who runs the marketplace, for the head and the foot of every page."""

from django import template
from django.core.cache import cache

from cms.models import Operator

register = template.Library()
SECONDS = 60


@register.simple_tag
def operator() -> Operator:
    """The operator's row, asked of the database at most once a minute."""
    found = cache.get("operator")
    if found is None:
        found = Operator.objects.first() or Operator()
        cache.set("operator", found, SECONDS)
    return found
