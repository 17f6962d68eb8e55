"""What the frame of /producer/ shows: whose desk it is, and where one stands."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from catalog.membership import chosen_producer
from marketplace.kernel.accounts.roles import OFFICER, has_role

register = template.Library()

TABS = (
    ("orders", "producer_home", _("Orders")),
    ("products", "producer_products", _("Products")),
    ("stock", "producer_stock", _("Stock")),
    ("certificates", "producer_certificates", _("Certificates")),
)


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
    here = next((tab for tab, _url, _label in TABS if name.startswith(f"producer_{tab[:5]}")), None)
    for tab, url_name, label in TABS:
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        active = tab == here or url_name == name
        yield {"code": tab, "url": url, "label": label, "active": active}
