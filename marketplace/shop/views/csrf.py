"""A form that came without a valid token: the page was open too long, or cookies are off."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from marketplace.kernel.addresses import without_language

from . import checkout


def failed(request, reason=""):
    """403; a checkout comes back with what was typed and a new token, nothing else is done."""
    if without_language(request.path).startswith("/checkout/"):
        notice = _("The page was open for a long time. Nothing was ordered; please send it again.")
        if page := checkout.kept(request, notice=notice, status=403):
            return page
    return render(request, "403_csrf.html", status=403)
