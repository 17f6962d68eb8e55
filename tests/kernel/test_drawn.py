"""Components that are drawn once for the same values."""

from django.template import Context, Template
from django.utils import translation

from marketplace.kernel.templatetags import drawn as tags

PRICE = (
    '{% load drawn %}{% drawn "components/price.html" price=price unit_price=None net_unit="g" %}'
)


def drawn(language="vi", **values) -> str:
    with translation.override(language):
        return Template(PRICE).render(Context(values))


def test_the_same_values_are_drawn_once():
    drawn(price=120_000)
    before = tags._drawn.cache_info().hits

    drawn(price=120_000)

    assert tags._drawn.cache_info().hits == before + 1


def test_another_value_and_another_language_are_drawn_anew():
    assert "120.000" in drawn(price=120_000)
    assert "130.000" in drawn(price=130_000)
    assert "₫120,000" in drawn("en", price=120_000)


def test_the_component_sees_nothing_of_the_page():
    assert drawn(price=120_000) == drawn(price=120_000, unit_price=5)


def test_what_is_drawn_is_not_escaped_twice():
    assert drawn(price=120_000).lstrip().startswith("<p")
