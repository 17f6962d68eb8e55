"""Uploaded pictures, where no object storage or proxy serves them.

Only pictures are handed out, with a policy that lets them do nothing: what was uploaded never
acts as a page of this site (ASVS 5.0 V5.4).
"""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

KINDS = ("image/avif", "image/jpeg", "image/png", "image/webp")
MONTH = 30 * 24 * 3600

mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


def private_store() -> Storage:
    """Where papers and what nobody has accepted yet are kept: never below MEDIA_ROOT."""
    return storages["private"]


@require_safe
def media(request, path):
    """A picture below MEDIA_ROOT; 404 for anything else, whether it exists or not."""
    kind, _ = mimetypes.guess_type(path)
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
        if kind not in KINDS or not file.is_file():
            raise Http404(path)
    except (SuspiciousFileOperation, OSError, ValueError):
        raise Http404(path) from None
    # A picture that changes gets a new name, so browsers and proxies may keep this one.
    headers = {
        "Cache-Control": f"public, max-age={MONTH}, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return FileResponse(file.open("rb"), content_type=kind, headers=headers)
