"""A proposal as its producer sees it: the form, the pictures, and where it stands."""

import uuid
from dataclasses import dataclass

from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from oscar.apps.catalogue.models import Product

from . import proposals
from .forms.proposals import FORMS
from .models import Image, Proposal, ProposalFile
from .proposals.pictures import MOST
from .proposals.words import title_of

Kind = Proposal.Kind
State = Proposal.State
# What stood in the shop when the form was shown travels with it, signed.
SEEN = "catalog.proposals.seen"
# Words and tone of each state, as a producer reads them.
STANDING = {
    State.DRAFT: (gettext_lazy("Not sent yet"), "new"),
    State.RETURNED: (gettext_lazy("Please correct it and send it again"), "bad"),
    State.SUBMITTED: (gettext_lazy("With the trade promotion centre"), "doing"),
    State.ACCEPTED: (pgettext_lazy("of a proposal", "Accepted"), "good"),
    State.WITHDRAWN: (pgettext_lazy("of a proposal", "Withdrawn"), ""),
}
HEADINGS = {
    Kind.CHANGE: gettext_lazy("Propose a change"),
    Kind.NEW: gettext_lazy("Propose a new product"),
    Kind.FACTS: gettext_lazy("Change my own data"),
    Kind.CERTIFICATE: gettext_lazy("Send a certificate"),
}


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of a proposal. key: as in payload["photos"]; url: of the preview, if private."""

    key: str
    name: str
    image: Image | None = None
    url: str = ""


def form_about(proposal: Proposal, live: dict, data=None, *, as_draft=False):
    """The form of a proposal; unbound it begins with what was kept, over what stands now."""
    more = {}
    if proposal.kind == Kind.CHANGE:
        more = {"product": proposal.product}
    elif proposal.kind == Kind.FACTS:
        more = {"producer": proposal.producer}
    elif proposal.kind == Kind.CERTIFICATE:
        more = {"products": _products(proposal), "language": get_language() or "vi"}
    initial = proposals.merged(proposal, live)
    return FORMS[proposal.kind](data, initial=initial, as_draft=as_draft, **more)


def seen_in(request) -> dict | None:
    """What stood in the shop when the form was shown; None where that cannot be read."""
    try:
        return signing.loads(request.POST.get("seen", ""), salt=SEEN)
    except signing.BadSignature:
        return None


def _products(proposal: Proposal):
    mine = Product.objects.filter(facts__producer=proposal.producer).select_related("facts")
    return mine.order_by("title", "pk")


def photos_of(proposal: Proposal, live: dict) -> list[Photo]:
    """The pictures in their order; two queries. The pages of a scan come as they were added."""
    files = {file.pk: file for file in proposal.files.all()} if proposal.pk else {}
    if proposal.kind == Kind.CERTIFICATE:
        return [_private(proposal, file) for file in files.values()]
    keys = proposals.merged(proposal, live).get("photos", [])
    images = _images(keys)
    found = (_photo(proposal, key, files, images) for key in keys)
    return [photo for photo in found if photo]


def _images(keys: list[str]) -> dict[int, Image]:
    ids = [int(key[6:]) for key in keys if key.startswith("image:")]
    return Image.objects.prefetch_related("renditions").in_bulk(ids)


def _photo(proposal, key: str, files: dict, images: dict) -> Photo | None:
    kind, _colon, pk = key.partition(":")
    if kind == "image":
        image = images.get(int(pk))
        return image and Photo(key, image.alt(get_language() or "vi"), image=image)
    file = files.get(int(pk))
    return file and _private(proposal, file)


def _private(proposal: Proposal, file: ProposalFile) -> Photo:
    url = reverse("producer_proposal_file", args=[proposal.pk, file.pk])
    return Photo(f"file:{file.pk}", file.name, url="" if file.is_pdf else url)


def takes_photos(proposal: Proposal) -> bool:
    return proposal.kind in MOST


def standing(proposal: Proposal) -> dict:
    """What a line about a proposal says."""
    word, tone = STANDING[proposal.state]
    return {"proposal": proposal, "title": title_of(proposal), "word": word, "tone": tone}


def address_of(proposal: Proposal) -> str:
    return reverse("producer_proposal", args=[proposal.pk])


def page_of(request, found, form, live):
    """The page with the form; 422 where something needs correcting."""
    context = {
        "proposal": found,
        "form": form,
        "heading": HEADINGS[found.kind],
        "action": address_of(found) if found.pk else request.path,
        "operation": found.operation or uuid.uuid4(),
        "seen": signing.dumps(live, salt=SEEN, compress=True),
        "photos": photos_of(found, live),
        "takes_photos": takes_photos(found),
        "is_scan": found.kind == Kind.CERTIFICATE,
        **({"standing": standing(found)} if found.pk else {}),
    }
    status = 422 if form.errors else 200
    return render(request, "catalog/proposals/edit.html", context, status=status)
