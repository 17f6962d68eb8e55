"""What a producer is told when the centre has decided on a proposal."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Proposal, ProposalEvent
from catalog.proposals.words import title_of

from .letter import Letter
from .phrases import Phrase
from .readers import producers_people, tell


def tell_producer(event: ProposalEvent) -> None:
    """Tell everybody who acts for the producer, each in the own language."""
    readers = producers_people(event.proposal.producer)
    tell(readers, lambda: _letter(event), key=f"proposal:{event.pk}")


def _letter(event: ProposalEvent) -> Letter:
    proposal = event.proposal
    phrase = _PHRASES[event.verb](proposal)
    words = {"title": str(title_of(proposal)), "comment": event.comment}
    return Letter(
        subject=phrase.subject % words,
        lines=tuple(line % words for line in phrase.lines),
        short=f"OCOP: {phrase.short % words}",
        url=settings.SITE_URL + reverse("producer_proposal", args=[proposal.pk]),
        action=_("See my proposal"),
    )


def _accepted(proposal: Proposal) -> Phrase:
    if proposal.kind == Proposal.Kind.CERTIFICATE:
        line = _("The centre has your certificate and enters its decision. You need do nothing.")
    elif proposal.kind == Proposal.Kind.NEW:
        line = _(
            "The product stands in the shop now. It can be ordered when its star certificate is "
            "entered and goods are in your store."
        )
    else:
        line = _("Buyers see it in the shop now.")
    return Phrase(
        _("Accepted: %(title)s"), (line,), _("the centre has accepted your proposal: %(title)s.")
    )


def _returned(_proposal: Proposal) -> Phrase:
    return Phrase(
        _("Please correct your proposal: %(title)s"),
        (
            _("The centre says: %(comment)s"),
            _("Open it, correct it and send it again. Nothing you wrote is lost."),
        ),
        _("please correct your proposal %(title)s:"),
    )


_PHRASES = {ProposalEvent.Verb.ACCEPT: _accepted, ProposalEvent.Verb.RETURN: _returned}
