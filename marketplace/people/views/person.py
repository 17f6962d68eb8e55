"""/office/people/<id>/: one person, the doors that are open, and all that was done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Producer
from marketplace.kernel.accounts.roles import officer_required
from marketplace.people import errors, roster, words
from marketplace.people.forms.fields import suggestions
from marketplace.people.models import Invitation
from marketplace.people.person_doors import DOORS, open_doors
from marketplace.people.refusals import sentence
from showrooms.models import Showroom

LATEST = 100


@officer_required
@require_safe
def person(request, pk):
    """Roles, ties, last sign-in, second factors, open invitation, history."""
    found = _find(pk)
    word, tone = words.state_of(found)
    acts = found.acts.select_related("by").order_by("-pk")[:LATEST]
    context = {
        "title": str(found),
        "subtitle": ", ".join(words.roles_of(found)),
        "icon": "user",
        "person": found,
        "word": word,
        "tone": tone,
        "factors": words.factors_of(found),
        "doors": open_doors(found, request.user),
        "oneself": found.pk == request.user.pk,
        "waiting": [one for one in found.invitations.all() if one.state == Invitation.State.OPEN],
        "acts": [(act, words.changes(act)) for act in acts],
    }
    return render(request, "people/person.html", context)


@officer_required
def door(request, pk, door):
    """One door: what follows stands before the button."""
    if door not in DOORS:
        raise Http404(door)
    found, chosen = _find(pk), DOORS[door]
    form = chosen.form(request.POST if request.method == "POST" else None, person=found)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = chosen.act(found, dict(form.cleaned_data), request.user)
        except errors.PeopleError as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("Noted: %s.") % chosen.label)
            return _next(found, invitation)
    context = {
        "title": chosen.label,
        "subtitle": str(found),
        "icon": "user",
        "person": found,
        "door": chosen,
        "form": form,
        "open": chosen in open_doors(found, request.user),
    }
    if door == "tie":
        context |= {"producers": suggestions(Producer), "showrooms": suggestions(Showroom)}
    return render(request, "people/door.html", context, status=422 if form.errors else 200)


def _next(found, invitation):
    if invitation:
        return redirect("office_invitation", invitation.pk)
    return redirect("office_person", found.pk)


def _find(pk):
    return get_object_or_404(roster.people().prefetch_related("invitations"), pk=pk)
