"""The places of the person who is signed in, one for each role."""

from django import template
from django.urls import reverse

from marketplace.kernel.accounts.roles import BUYER, LABELS, LANDING, roles_of

register = template.Library()


@register.inclusion_tag("components/role_switcher.html", takes_context=True)
def role_places(context) -> dict:
    """A way to the first page of each role; one's own orders are everybody's."""
    roles = roles_of(context["request"].user)
    if roles and BUYER not in roles:
        roles.append(BUYER)
    return {"places": [{"label": LABELS[role], "url": reverse(LANDING[role])} for role in roles]}
