"""/counter/: what a keeper keeps. A showroom somebody else keeps is absent."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import keeper_required

from .shelf_lists import kept_by


@keeper_required
@require_safe
def counter(request):
    """The showrooms the keeper keeps and what stands in them, the soonest to expire first."""
    today = clock.today()
    kept = kept_by(request.user, today, get_language() or "vi")
    return render(request, "showrooms/counter.html", {"kept": kept, "today": today})
