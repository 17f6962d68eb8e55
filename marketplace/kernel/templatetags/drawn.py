"""Components that are drawn once for the same values."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
# Some 2 kB each, so a process spends some 10 MB on them.
MOST_KEPT = 5_000


@register.simple_tag
def drawn(component: str, **values) -> SafeString:
    """A component that depends on these values and the language alone.

    The values have to be hashable and equal only where they look the same: a frozen dataclass,
    never a model instance, whose equality is its key. The component sees nothing of the page.
    """
    return _drawn(component, get_language() or "vi", tuple(sorted(values.items())))


@lru_cache(MOST_KEPT)
def _drawn(component: str, language: str, values: tuple) -> SafeString:
    return get_template(component).render({**dict(values), "LANGUAGE_CODE": language})
