"""DOOR of a proposal's files: photos and pages of scans, kept where only a view that asks reads.

A picture from a phone is decoded, turned upright and written anew at a size that is enough for
every page, so neither the place where it was taken nor a hidden rest of the file is kept.
"""

import hashlib
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pillow

from catalog import errors
from catalog.images import CleanPicture, clean_upload
from catalog.models import Proposal, ProposalFile
from catalog.papers import PaperField
from marketplace.kernel.text import FORBIDDEN, nfc

from .doors import locked, moved

Kind = Proposal.Kind
MOST = {Kind.CHANGE: 8, Kind.NEW: 8, Kind.CERTIFICATE: 10}
# A page of A4 can be read, and a photo fills every size that pages show.
LONGEST_SIDE = 2400
PREVIEW_SIDE = 480
_PDF = b"%PDF-"
_LONGEST_NAME = 100


def looked_at(upload, kind: str) -> tuple[ContentFile, ContentFile | None]:
    """What is kept of an upload, and its preview; a PDF has none and only comes as a scan.

    Raises ValidationError, with a sentence for the reader, for anything else.
    """
    if kind == Kind.CERTIFICATE and _is_pdf(upload):
        return ContentFile(PaperField().clean(upload).read(), "scan.pdf"), None
    clean = clean_upload(upload)
    with Pillow.open(clean) as picture:
        return _sized(picture, LONGEST_SIDE, 88), _sized(picture, PREVIEW_SIDE, 75)


def attach(proposal: Proposal, upload) -> ProposalFile:
    """Keep a picture or a page with a proposal; the same one again is the same row.

    Photos of a product go to the end of payload["photos"]. Refuses: ValidationError (see
    looked_at), ProposalMoved, TooManyFiles, MixedFiles.
    """
    # Before the transaction: decoding takes a second, and nobody has to wait for it.
    kept, preview = looked_at(upload, proposal.kind)
    upload.seek(0)
    digest = hashlib.sha256(upload.read()).hexdigest()
    with transaction.atomic():
        row = locked(proposal, *Proposal.EDITABLE)
        if known := row.files.filter(digest=digest).first():
            return known
        _refuse_too_much(row, is_pdf=preview is None)
        made = ProposalFile.objects.create(
            proposal=row, file=kept, preview=preview or "", name=_name(upload.name), digest=digest
        )
        if row.kind == Kind.CERTIFICATE:
            moved(row, to=row.state)
        else:
            photos = [*row.payload.get("photos", []), f"file:{made.pk}"]
            moved(row, to=row.state, payload=row.payload | {"photos": photos})
        return made


@transaction.atomic
def detach(proposal: Proposal, file: ProposalFile) -> None:
    """Take a picture or page away again, and its file with the commit. Refuses: ProposalMoved."""
    row = locked(proposal, *Proposal.EDITABLE)
    photos = [one for one in row.payload.get("photos", []) if one != f"file:{file.pk}"]
    payload = row.payload | ({"photos": photos} if "photos" in row.payload else {})
    moved(row, to=row.state, payload=payload)
    row.files.filter(pk=file.pk).delete()
    store, names = file.file.storage, [one.name for one in (file.file, file.preview) if one]
    transaction.on_commit(lambda: [store.delete(name) for name in names])


def as_public(file: ProposalFile) -> CleanPicture:
    """The picture as catalog.Image takes it; it was written anew when it came."""
    with file.file.open("rb") as kept:
        return CleanPicture(kept.read(), f"{PurePath(file.name).stem or 'picture'}.jpg")


def bound(proposal: Proposal) -> ContentFile:
    """The pages of a scan as one file: the PDF that came, or one PDF of all its pictures."""
    files = list(proposal.files.all())
    if files[0].is_pdf:
        with files[0].file.open("rb") as kept:
            return ContentFile(kept.read(), "scan.pdf")
    book = BytesIO()
    for number, file in enumerate(files):
        # Page by page: ten open pictures would not fit into a small server.
        with file.file.open("rb") as kept, Pillow.open(kept) as page:
            page.convert("RGB").save(book, "PDF", append=number > 0, quality=80)
    return ContentFile(book.getvalue(), "scan.pdf")


def _is_pdf(upload) -> bool:
    head = upload.read(len(_PDF))
    upload.seek(0)
    return head == _PDF


def _sized(picture: Pillow.Image, side: int, quality: int) -> ContentFile:
    smaller = Pillow.new("RGB", picture.size, "white")
    smaller.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    smaller.thumbnail((side, side))
    written = BytesIO()
    smaller.save(written, "JPEG", quality=quality, progressive=True)
    return ContentFile(written.getvalue(), "photo.jpg")


def _refuse_too_much(row: Proposal, *, is_pdf: bool) -> None:
    files, most = list(row.files.all()), MOST.get(row.kind, 0)
    if len(files) >= most:
        raise errors.TooManyFiles(row, most=most)
    if files and row.kind == Kind.CERTIFICATE and (is_pdf or files[0].is_pdf):
        raise errors.MixedFiles(row)


def _name(name: str) -> str:
    """What the file is called on the phone, as far as it can be shown."""
    return FORBIDDEN.sub("", nfc(PurePath(name or "").name))[-_LONGEST_NAME:] or "photo"
