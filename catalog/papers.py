"""Scans of decisions and other papers: looked at, then kept in the private store."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from django import forms
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image

from catalog.models import PrivateDocument

LARGEST = 20 * 1024 * 1024
# A page of A3 at 600 points an inch has 70 megapixels.
MOST_PIXELS = 80_000_000
_TAIL = 2048
_BEGINS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
_SAME = {".jpeg": ".jpg"}


class PaperField(forms.FileField):
    """A scan, read for what it holds; its name gets the ending of its kind."""

    default_error_messages = {
        "large": _("This file is larger than 20 MB."),
        "kind": _("This is no PDF, JPEG or PNG file."),
        "broken": _("This file is broken or cut off. Scan or save it once more."),
    }

    def __init__(self, **options):
        accept = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
        options.setdefault("help_text", _("PDF, JPEG or PNG, at most 20 MB. Only officers see it."))
        super().__init__(widget=accept, required=options.pop("required", False), **options)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            ending = self._look_at(upload)
            name = PurePath(upload.name)
            if _SAME.get(name.suffix.lower(), name.suffix.lower()) != ending:
                upload.name = f"{name.stem or 'scan'}{ending}"
        return upload

    def _look_at(self, upload) -> str:
        if upload.size > LARGEST:
            self._refuse("large")
        head = upload.read(16)
        ending = next((kind for begin, kind in _BEGINS.items() if head.startswith(begin)), None)
        if ending is None:
            self._refuse("kind")
        if not (_is_whole_pdf(upload) if ending == ".pdf" else _is_whole_picture(upload)):
            self._refuse("broken")
        upload.seek(0)
        return ending

    def _refuse(self, code: str):
        raise forms.ValidationError(self.error_messages[code], code)


def _is_whole_pdf(upload) -> bool:
    upload.seek(max(0, upload.size - _TAIL))
    return b"%%EOF" in upload.read()


def _is_whole_picture(upload) -> bool:
    """Whether it can be read to its end and is no bomb."""
    upload.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(upload, formats=("JPEG", "PNG"))
            if picture.width * picture.height > MOST_PIXELS:
                return False
            picture.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
    return True


@contextmanager
def kept(upload, *, title: str, by) -> Iterator[PrivateDocument | None]:
    """The scan as a document of the private store; None where none was sent.

    To be opened inside a transaction: when what follows is refused, the file goes too. A document
    that lies there already is taken as it is.
    """
    if not upload or isinstance(upload, PrivateDocument):
        yield upload or None
        return
    paper = PrivateDocument.objects.create(title=title[:255], file=upload, uploaded_by_user=by)
    try:
        yield paper
    except BaseException:
        paper.file.storage.delete(paper.file.name)
        raise


def handed_out(paper: PrivateDocument) -> FileResponse:
    """The file to be saved; it never acts as a page of this site."""
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=paper.filename, headers=headers
    )
