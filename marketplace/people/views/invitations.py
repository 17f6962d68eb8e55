"""/office/people/invitations/: asking somebody in, and handing over the code."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Producer
from marketplace.kernel.accounts.roles import officer_required
from marketplace.people import doors, errors, sheet, words
from marketplace.people.forms.fields import suggestions
from marketplace.people.forms.invite import InviteForm
from marketplace.people.models import Invitation
from marketplace.people.refusals import sentence
from showrooms.models import Showroom

State, Kind = Invitation.State, Invitation.Kind


@officer_required
def invite(request):
    """The form; then the page of the invitation, where its code is written."""
    form = InviteForm(request.POST or None)
    context = {"form": form, "title": _("Invite somebody"), "icon": "user"}
    if request.method == "POST" and form.is_valid():
        try:
            made = doors.invite(form.guest(), by=request.user, reason=form.cleaned_data["reason"])
        except errors.PeopleError as refused:
            form.add_error("contact", sentence(refused))
            context["known"] = getattr(refused, "person", None)
            context["waiting"] = getattr(refused, "invitation", None)
        else:
            messages.success(request, _("Invited. Now hand over the code."))
            return redirect("office_invitation", made.pk)
    if form.errors and not form.non_field_errors():
        context["refused"] = _("Nothing was saved yet. Look at the fields marked below.")
    context["producers"], context["showrooms"] = suggestions(Producer), suggestions(Showroom)
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


@officer_required
@require_safe
def invitation(request, pk):
    """What was promised, where the code is, and what can be done now."""
    found = _find(pk)
    word, tone = words.state_of_invitation(found)
    is_open = found.state == State.OPEN
    mine = found.user_id == request.user.pk
    waits = is_open and found.needs_second and not found.confirmed_by_id
    context = {
        "title": found.full_name,
        "subtitle": found.get_kind_display(),
        "icon": "mail",
        "invitation": found,
        "word": word,
        "tone": tone,
        "roles": [words.ROLE_NAMES[role] for role in found.roles],
        "may_write": is_open and not mine,
        "may_confirm": waits and not mine and found.invited_by_id != request.user.pk,
        "may_withdraw": is_open and not mine and found.kind != Kind.RECOVERY,
        "waits": waits,
        "acts": [
            (act, words.changes(act)) for act in found.acts.select_related("by").order_by("-pk")
        ],
    }
    return render(request, "people/invitation.html", context)


@officer_required
@require_POST
def invitation_door(request, pk, door):
    """print, send, confirm or withdraw. "print" answers with a sheet of paper."""
    if door not in DOORS:
        raise Http404(door)
    found = _find(pk)
    try:
        answer = DOORS[door](request, found)
    except errors.PeopleError as refused:
        messages.error(request, sentence(refused))
        answer = None
    return answer or redirect("office_invitation", pk)


def _print(request, found) -> HttpResponse:
    code = doors.print_code(found, by=request.user)
    with translation.override(found.language):
        paper = sheet.drawn(found, code)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="invitation-{found.pk}.pdf"'
    return answer


def _send(request, found) -> None:
    doors.send_code(found, by=request.user)
    messages.success(request, _("A new code is on its way. The former one opens nothing any more."))


def _confirm(request, found) -> None:
    doors.confirm(found, by=request.user)
    messages.success(request, _("Confirmed. The code opens from now on."))


def _withdraw(request, found) -> None:
    doors.withdraw(found, by=request.user)
    messages.success(request, _("Withdrawn. The code opens nothing any more."))


DOORS = {"print": _print, "send": _send, "confirm": _confirm, "withdraw": _withdraw}


def _find(pk) -> Invitation:
    rows = Invitation.objects.select_related("user", "invited_by", "confirmed_by")
    return get_object_or_404(rows.prefetch_related("producers", "showrooms"), pk=pk)
