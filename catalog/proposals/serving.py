"""Handing out a proposal's files, to whoever the view has asked about."""

from django.http import FileResponse

from catalog.models import ProposalFile

_HEADERS = {
    "Cache-Control": "private, no-store",
    # Whatever was sent never acts as a page of this site.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def handed_out(file: ProposalFile, *, small: bool = False) -> FileResponse:
    """A picture to look at, or a PDF to be saved. small: the preview of a picture."""
    if file.is_pdf:
        return FileResponse(
            file.file.open("rb"), as_attachment=True, filename=file.name, headers=_HEADERS
        )
    picture = file.preview if small else file.file
    return FileResponse(picture.open("rb"), content_type="image/jpeg", headers=_HEADERS)
