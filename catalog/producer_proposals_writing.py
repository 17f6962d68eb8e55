"""What the buttons of the form of a proposal do.

One form holds everything, and each of its buttons first keeps what could be read; so neither a
mistake nor a new picture nor a lost connection costs what was typed.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from . import errors, proposals
from .models import Proposal, ProposalFile
from .producer_proposals_shown import (
    address_of,
    form_about,
    page_of,
    seen_in,
    standing,
    takes_photos,
)
from .proposals.pictures import MOST
from .proposals.words import label_of


def write(request, found: Proposal):
    """Keep what could be read, then do what the button says."""
    live = proposals.live_of(found)
    form = form_about(found, live, request.POST, as_draft="send" not in request.POST)
    form.is_valid()
    seen = seen_in(request)
    try:
        proposals.keep(found, form.values(), seen=seen)
        _add_files(request, found, form)
        _arrange(request, found)
        if "send" in request.POST and not form.errors:
            return _send(request, found, form, live)
    except errors.ProposalMoved as moved:
        return told_how_it_is(request, moved)
    except errors.LiveMoved as moved:
        return _show_what_moved(request, form, moved, seen)
    return _kept(request, found, form, live)


def told_how_it_is(request, moved: errors.ProposalMoved):
    """Somebody was faster: the centre, or another of the household."""
    word = standing(moved.proposal)["word"]
    messages.warning(request, _("Nothing was changed. It is now: %s") % word)
    return redirect("producer_proposal", moved.proposal.pk)


def _kept(request, found, form, live):
    found.refresh_from_db()
    if form.errors:
        return page_of(request, found, form, live)
    messages.success(request, _("Saved. The trade promotion centre sees it when you send it."))
    at = "#pictures" if takes_photos(found) and "save" not in request.POST else ""
    return redirect(f"{address_of(found)}{at}")


def _send(request, found, form, live):
    try:
        proposals.submit(found, by=request.user)
    except errors.Unfinished as refused:
        for name in refused.missing:
            form.add_error(name if name in form.fields else None, _MISSING[name]())
    except errors.NothingProposed:
        form.add_error(None, _("Nothing is different from the shop yet. Change something first."))
    else:
        messages.success(request, _("Sent. The centre looks at it and you get a message."))
        return redirect("producer_proposal", found.pk)
    return _kept(request, found, form, live)


def _show_what_moved(request, form, moved, seen):
    """What the producer changed is kept; what the centre changed meanwhile is shown beside it."""
    found = moved.proposal
    try:
        proposals.keep(found, {n: v for n, v in form.values().items() if v != seen.get(n)})
        _add_files(request, found, form)
    except errors.ProposalMoved as gone:
        return told_how_it_is(request, gone)
    for said in form.non_field_errors():
        messages.error(request, said)
    named = ", ".join(label_of(name) for name in moved.fields)
    said = _("The centre changed this while you wrote: %s. What you wrote is kept; look once more.")
    messages.warning(request, said % named)
    return redirect("producer_proposal", found.pk)


def _add_files(request, found, form) -> None:
    """Keep the pictures that came; one that cannot be read does not lose the others."""
    uploads = [*request.FILES.getlist("camera"), *request.FILES.getlist("gallery")]
    for upload in uploads[: MOST.get(found.kind, 0)]:
        try:
            proposals.attach(found, upload)
        except ValidationError as refused:
            form.add_error(None, f"{upload.name}: {' '.join(refused.messages)}")
        except errors.TooManyFiles as full:
            form.add_error(None, _("There is room for %d pictures.") % full.most)
        except errors.MixedFiles:
            form.add_error(None, _("Send either one PDF or pictures of the pages."))


def _arrange(request, found) -> None:
    """Take a picture away, or put it first."""
    if drop := _key(request.POST.get("drop", ""), found):
        _drop(found, drop)
    elif first := _key(request.POST.get("first", ""), found):
        keys = [first, *(key for key in found.payload.get("photos", []) if key != first)]
        proposals.keep(found, {"photos": keys})


def _key(typed: str, found) -> str:
    """A picture that this proposal has, by its key."""
    found.refresh_from_db()
    files = {f"file:{pk}" for pk in found.files.values_list("pk", flat=True)}
    return typed if typed in {*found.payload.get("photos", []), *files} else ""


def _drop(found, key: str) -> None:
    kind, _colon, pk = key.partition(":")
    if kind == "file":
        proposals.detach(found, ProposalFile.objects.get(pk=pk))
    else:
        photos = [one for one in found.payload.get("photos", []) if one != key]
        proposals.keep(found, {"photos": photos})


_MISSING = {
    "title": lambda: _("Write the name of the product."),
    "kind": lambda: _("Choose the group of the product."),
    "trade_name": lambda: _("Write the name."),
    "pages": lambda: _("Take a photo of the certificate first."),
}
