"""How money, telephone numbers, days and addresses are written on every page."""

import json
from urllib.parse import urljoin

import phonenumbers
from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from marketplace.kernel.addresses import in_language, language_of
from marketplace.kernel.markup import draw
from marketplace.kernel.money import format_dong

register = template.Library()


@register.filter
def dong(amount: int | None) -> str:
    """120000 is "120.000 ₫" in Vietnamese and "₫120,000" in English; nothing stays nothing."""
    return "" if amount is None else format_dong(amount, get_language() or "vi")


@register.filter
def phone(number: str) -> str:
    """+84912345678 as it is read aloud: "0912 345 678"; what is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(number or "", settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == phonenumbers.country_code_for_region(
        settings.PHONENUMBER_DEFAULT_REGION
    )
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if national else style.INTERNATIONAL)


@register.filter
def day(date) -> str:
    """A day as 21/11/2026, the same in both languages."""
    return formats.date_format(date, "d/m/Y") if date else ""


@register.filter
def localized(path: str) -> str:
    """An address of the Vietnamese site, in the language that is being read."""
    return in_language(path)


@register.filter
def times(count: int | None) -> range:
    """A range to draw something `count` times."""
    return range(count or 0)


@register.filter
def drawn(text: str) -> SafeString:
    """A plain text with its headings, lists and paragraphs."""
    return draw(text or "")


@register.filter
def lang(text) -> str:
    """A lang attribute for a Text that is not in the language of the page, else nothing."""
    other = getattr(text, "language", None)
    if not text or other in (None, get_language()):
        return ""
    return format_html(' lang="{}"', other)


_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(data) -> SafeString:
    """Data as JSON that cannot leave the script element it stands in."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308


@register.simple_tag(takes_context=True)
def other_language_url(context) -> str:
    """This very page in the other language, its query kept."""
    request = context.get("request")
    if request is None:
        return "/"
    other = "en" if language_of(request.path) == "vi" else "vi"
    return in_language(request.get_full_path(), other)


@register.simple_tag(takes_context=True)
def page_in(context, language: str) -> str:
    """The whole address of this page in a language, without its query, for search engines."""
    request = context.get("request")
    return settings.SITE_URL + in_language(request.path if request else "/", language)


@register.simple_tag
def whole_static(path: str) -> str:
    """The whole address of a static file, for readers outside this site."""
    return urljoin(settings.SITE_URL, static(path))


@register.simple_tag(takes_context=True)
def this_page_with(context, **changes) -> str:
    """The query of this page with some values changed: `?page=2`; None drops one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag
def page_numbers(page):
    """The numbers a pager shows around this page; gaps are ellipses."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
