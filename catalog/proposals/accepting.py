"""What an acceptance enters: through the doors of the register, as if an officer had typed it."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from oscar.apps.catalogue.models import Product

from catalog import errors, papers, registration
from catalog.forms.kinds import kind_of
from catalog.models import Image, Producer, ProductFacts, Proposal, ProposalEvent
from catalog.registration.pictures import SAID, Picture
from marketplace.kernel import clock

from .doors import log, moved, tell, to_be_decided
from .live import changes, live_of, moved_fields, version_of
from .pictures import as_public, bound

Kind = Proposal.Kind


@dataclass(frozen=True)
class Consent:
    """What an officer agrees to.

    version: of the proposal on the screen. over: version_of() the live values that stood beside
    it; needed where these are no longer what the producer saw. alts: what each new picture
    shows, by the id of its file; the name of the product where there are no words.
    """

    version: int
    over: str = ""
    alts: dict[int, str] = field(default_factory=dict)


def accept(proposal: Proposal, consent: Consent, *, by) -> Proposal:
    """Enter what is proposed.

    Only the fields that the producer changed are written; what the centre has changed in others
    meanwhile stays. Effects: the product or producer by catalog.registration, new pictures in
    the shop, or the scan among the papers; an event; a message to the producer. Refuses:
    OwnProposal, ProposalMoved, LiveMoved, and ValidationError with what the fields refuse.
    """
    # Before the transaction: nobody has to wait while pages are bound.
    pages = bound(proposal) if proposal.kind == Kind.CERTIFICATE else None
    with transaction.atomic():
        row = to_be_decided(proposal, consent.version, by)
        _lock(row)
        live = live_of(row)
        fields = moved_fields(row, live)
        if fields and consent.over != version_of(live):
            raise errors.LiveMoved(row, fields=fields)
        if pages is not None:
            return _file(row, pages, by)
        product = _ENTER[row.kind](row, consent, by)
        return _accepted(row, by, product=product)


def _lock(row: Proposal) -> None:
    """What the proposal is about stays as it is until the end of the transaction."""
    if row.kind == Kind.CHANGE:
        ProductFacts.objects.select_for_update().get(pk=row.product_id)
    elif row.kind == Kind.FACTS:
        Producer.objects.select_for_update().get(pk=row.producer_id)


def _accepted(row: Proposal, by, **made) -> Proposal:
    decided = {"decided_at": clock.now(), "decided_by": by, "comment": ""}
    row = moved(row, to=Proposal.State.ACCEPTED, **decided, **made)
    tell(log(row, ProposalEvent.Verb.ACCEPT, by))
    return row


def _file(row: Proposal, pages: ContentFile, by) -> Proposal:
    title = " · ".join(filter(None, [row.payload.get("number"), row.producer.trade_name]))
    with papers.kept(pages, title=title, by=by) as paper:
        return _accepted(row, by, paper=paper)


def _change(row: Proposal, consent: Consent, by) -> Product:
    what = changes(row)
    photos = what.pop("photos", None)
    if what:
        registration.change_product(row.product, by=by, **what)
    if photos is not None:
        _show(row, row.product, photos, consent, by)
    return row.product


def _enter_new(row: Proposal, consent: Consent, by) -> Product:
    what = changes(row)
    photos = what.pop("photos", [])
    kind = kind_of(what.pop("kind"))
    facts = what | {"group": kind.group, "set": kind.set}
    product = registration.register_product(producer=row.producer, by=by, **facts)
    _show(row, product, photos, consent, by)
    return product


def _change_producer(row: Proposal, consent: Consent, by) -> None:
    registration.change_producer(row.producer, by=by, **changes(row))


def _show(row: Proposal, product: Product, photos: list[str], consent: Consent, by) -> None:
    """Put the pictures on the product; those of the proposal become public here."""
    pictures = [picture for one in photos if (picture := _picture(row, one, consent, by))]
    registration.set_photos(product, pictures, by=by)


def _picture(row: Proposal, one: str, consent: Consent, by) -> Picture | None:
    """One of payload["photos"]; a picture that has left the library is left out."""
    kind, _, pk = one.partition(":")
    if kind == "image":
        image = Image.objects.filter(pk=pk).first()
        said = (getattr(image, name) for name in SAID) if image else ()
        return Picture(image, *said) if image else None
    file = row.files.filter(pk=pk).first()
    if file is None:
        return None
    title = str(row.payload.get("title", ""))
    image = registration.keep_picture(
        as_public(file), title=title, producer=row.producer, by=row.submitted_by
    )
    alt = consent.alts.get(file.pk) or title
    return Picture(image, alt[:160], "", consent=bool(row.payload.get("consent")))


_ENTER = {Kind.CHANGE: _change, Kind.NEW: _enter_new, Kind.FACTS: _change_producer}
