"""/office/proposals/<id>/: what a producer proposes beside what stands, to accept or to return."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog import errors, proposals
from catalog.models import Image, Proposal
from catalog.proposals import Consent
from catalog.proposals.serving import handed_out
from catalog.proposals.words import label_of, lines_of
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.text import FORBIDDEN, nfc

from .proposals_list import row_of, sent_in

LONGEST_COMMENT = 1000
LONGEST_ALT = 160
State = Proposal.State


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture beside the others. file: the id of a private one; image: one of the shop."""

    image: Image | None = None
    file: int = 0
    url: str = ""
    name: str = ""


@officer_required
@require_safe
def proposal(request, pk):
    """The difference, the pictures, what was said so far, and the two ways to decide."""
    return _page(request, _find(pk))


@officer_required
@require_POST
def accept(request, pk):
    """Enter it as it was shown."""
    found = _find(pk)
    consent = Consent(
        version=_number(request.POST.get("version", "")),
        over=request.POST.get("over", ""),
        alts=_alts(request, found),
    )
    try:
        done = proposals.accept(found, consent, by=request.user)
    except (errors.ProposalRefused, ValidationError) as refused:
        return _refused(request, pk, refused)
    messages.success(request, _SAID[done.kind]())
    return redirect("office_proposal", pk)


@officer_required
@require_POST
def send_back(request, pk):
    """Back to the producer, with what is missing."""
    comment = nfc(request.POST.get("comment", ""))
    try:
        if FORBIDDEN.search(comment) or len(comment) > LONGEST_COMMENT:
            raise ValidationError(_("Write at most %d plain characters.") % LONGEST_COMMENT)
        proposals.return_with_comment(
            _find(pk),
            version=_number(request.POST.get("version", "")),
            comment=comment,
            by=request.user,
        )
    except (errors.ProposalRefused, ValidationError) as refused:
        return _refused(request, pk, refused, comment)
    messages.success(request, _("Sent back. The producer gets a message with your words."))
    return redirect("office_proposal", pk)


@officer_required
@require_safe
def file(request, pk, file):
    """A picture or a paper of a proposal that was sent in; `?small` is enough for a page."""
    found = get_object_or_404(_find(pk).files, pk=file)
    return handed_out(found, small="small" in request.GET)


def _find(pk) -> Proposal:
    return get_object_or_404(sent_in().select_related("paper"), pk=pk)


def _number(typed: str) -> int:
    """The version on the screen; what is no number is no version."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _alts(request, found: Proposal) -> dict[int, str]:
    typed = {file.pk: nfc(request.POST.get(f"alt-{file.pk}", "")) for file in found.files.all()}
    return {
        pk: FORBIDDEN.sub("", " ".join(words.split()))[:LONGEST_ALT] for pk, words in typed.items()
    }


def _refused(request, pk, refused, comment: str = ""):
    try:
        found = _find(pk)
    except Http404:
        # The producer has taken it back meanwhile: it is a draft again.
        messages.warning(request, _("The producer has taken it back. Nothing was changed."))
        return redirect("office_proposals")
    return _page(request, found, refused=_sentence(refused), comment=comment)


def _sentence(refused) -> str:
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return next(say(refused) for kind, say in _WORDS.items() if isinstance(refused, kind))


_WORDS = {
    errors.ProposalMoved: lambda refused: _(
        "It was changed or decided while you looked. This is how it is now."
    ),
    errors.LiveMoved: lambda refused: (
        _("The shop was changed while you looked: %s. Compare once more.")
        % ", ".join(label_of(name) for name in refused.fields)
    ),
    errors.OwnProposal: lambda refused: _(
        "You act for this producer yourself. Another officer has to decide."
    ),
    errors.CommentNeeded: lambda refused: _("Say what the producer has to correct."),
}
_SAID = {
    Proposal.Kind.CHANGE: lambda: _("Accepted. The shop shows it now."),
    Proposal.Kind.NEW: lambda: _("Accepted. The product is entered; its certificate is not yet."),
    Proposal.Kind.FACTS: lambda: _("Accepted. The shop shows it now."),
    Proposal.Kind.CERTIFICATE: lambda: _("Accepted. The scan is kept; now enter the decision."),
}


def _page(request, found: Proposal, *, refused: str = "", comment: str = ""):
    waits = found.state == State.SUBMITTED
    live = proposals.live_of(found) if waits else {}
    conflict = proposals.moved_fields(found, live)
    row = row_of(found)
    context = {
        **row,
        "subtitle": found.producer.trade_name,
        "icon": "comment",
        "waits": waits,
        "own": waits and _is_own(found, request.user),
        # What the producer is correcting is not sent in yet.
        "lines": [] if found.state == State.RETURNED else lines_of(found, live),
        "before": _pictures(found, found.base.get("photos", [])),
        "after": _proposed_pictures(found),
        "photos_changed": found.state != State.RETURNED and "photos" in proposals.changes(found),
        "conflict": [label_of(name) for name in conflict],
        "over": proposals.version_of(live) if conflict else "",
        "events": found.events.select_related("by"),
        "decision": found.paper and found.paper.decisions.first(),
        "decision_url": _decision_url(found),
        "refused": refused,
        "comment": comment,
        "next": sent_in().filter(state=State.SUBMITTED).exclude(pk=found.pk).first(),
    }
    status = 422 if refused else 200
    return render(request, "catalog/office/proposal.html", context, status=status)


def _is_own(found: Proposal, user) -> bool:
    return found.submitted_by_id == user.pk or found.producer.members.filter(user=user).exists()


def _proposed_pictures(found: Proposal) -> list[Picture]:
    if found.state == State.RETURNED:
        return []
    if found.kind == Proposal.Kind.CERTIFICATE:
        return _pictures(found, [f"file:{pk}" for pk in found.files.values_list("pk", flat=True)])
    return _pictures(found, proposals.changes(found).get("photos", []))


def _pictures(found: Proposal, keys: list[str]) -> list[Picture]:
    """The pictures of payload["photos"] that are still there; at most three queries."""
    ids = [int(key[6:]) for key in keys if key.startswith("image:")]
    images = Image.objects.prefetch_related("renditions").in_bulk(ids) if ids else {}
    files = {file.pk: file for file in found.files.all()} if len(ids) < len(keys) else {}
    pictures = []
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind == "image" and (image := images.get(int(pk))):
            pictures.append(Picture(image=image, name=image.alt(get_language() or "vi")))
        elif kind == "file" and (file := files.get(int(pk))):
            pictures.append(_private(found, file))
    return pictures


def _private(found: Proposal, file) -> Picture:
    url = reverse("office_proposal_file", args=[found.pk, file.pk])
    return Picture(file=0 if file.is_pdf else file.pk, url=url, name=file.name)


def _decision_url(found: Proposal) -> str:
    """The form of a decision, begun with what the producer could read of it."""
    if not found.paper_id:
        return ""
    said = {name: found.payload.get(name) or "" for name in ("number", "decided_on")}
    return f"{reverse('office_decision_new')}?{urlencode({'paper': found.paper_id, **said})}"
