"""Whose desk it is. A parcel or product of somebody else is as absent as one that never was."""

import re
from functools import wraps

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from catalog.membership import choose_producer, chosen_producer, producers_of
from marketplace.kernel.accounts.roles import producer_required
from marketplace.shop import desk

_ID = re.compile(r"[0-9]{1,18}")


def at_desk(view):
    """Views that show the chosen producer's things, given to them as `producer`."""

    @producer_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        producer = chosen_producer(request)
        if producer is None:
            return render(request, "producer/nobody.html", status=403)
        return view(request, producer, *args, **kwargs)

    return wrapped


def own_parcel(request, pk: int):
    """The parcel, when it is of any producer this person acts for; else 404."""
    mine = desk.parcels_of(producers_of(request.user).values("pk"))
    return get_object_or_404(mine, pk=pk)


@producer_required
@require_POST
def switch(request):
    """Show the desk of another of one's producers."""
    wanted = request.POST.get("producer", "")
    pk = int(wanted) if _ID.fullmatch(wanted) else 0
    choose_producer(request, get_object_or_404(producers_of(request.user), pk=pk))
    return redirect("producer_home")
