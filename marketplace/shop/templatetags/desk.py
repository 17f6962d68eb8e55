"""What the frame of /producer/ shows: whose desk it is, and where one stands."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.membership import chosen_producer
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import OFFICER, has_role

register = template.Library()

# What a tab is, its first page, its words, its drawing in icons.svg.
TABS = (
    ("orders", "producer_home", _("Orders"), "receipt"),
    ("products", "producer_products", _("Products"), "leaf"),
    ("stock", "producer_stock", _("Stock"), "package"),
    ("certificates", "producer_certificates", _("Certificates"), "shield-check"),
)
# Pages of a tab that do not begin with its name.
_BELONGS = {
    "producer_price": "products",
    "producer_recount": "stock",
    "producer_write_off": "stock",
    "producer_add_batch": "stock",
    "producer_proposal": "products",
}


@register.simple_tag(takes_context=True)
def desk(context):
    """The frame's facts: the producer shown, the others of this person, the tabs, other roles."""
    request = context["request"]
    match = request.resolver_match
    return {
        "producer": chosen_producer(request),
        "producers": request.desk_producers,
        "tabs": list(_tabs(match.url_name or "" if match else "")),
        "is_officer": has_role(request.user, OFFICER),
    }


def _tabs(name: str):
    here = tab_of(name)
    for tab, url_name, label, icon in TABS:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        yield {"url": url, "label": label, "icon": icon, "active": tab == here}


def tab_of(name: str) -> str:
    """The tab under which the page of a URL name stands; empty for none."""
    if name == "producer_home":
        return "orders"
    starts = {f"producer_{tab[:-1]}": tab for tab, *_rest in TABS} | _BELONGS
    return next((tab for start, tab in starts.items() if name.startswith(start)), "")


@register.filter
def waited(since) -> str:
    """How long ago a moment was, in one rough figure: "3 days", "5 hours", "1 minute"."""
    minutes = max(1, int((clock.now() - since).total_seconds()) // 60)
    if minutes >= 2 * 24 * 60:
        return ngettext("%d day", "%d days", minutes // (24 * 60)) % (minutes // (24 * 60))
    if minutes >= 60:
        return ngettext("%d hour", "%d hours", minutes // 60) % (minutes // 60)
    return ngettext("%d minute", "%d minutes", minutes) % minutes
