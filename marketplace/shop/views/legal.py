"""Texts that bind or inform the buyer."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.texts import text
from marketplace.kernel import clock
from marketplace.kernel.page_cache import cacheable_page
from marketplace.shop.models import LegalText


@cacheable_page
@require_safe
def legal_text(request, kind):
    """The version of a text that holds today."""
    versions = LegalText.objects.filter(kind=kind, valid_from__lte=clock.today())
    version = versions.order_by("-valid_from", "-pk").first()
    if version is None:
        raise Http404
    body = text(version.body_vi, version.body_en, get_language())
    return render(request, "shop/legal.html", {"version": version, "body": body})
