"""Pictures: what may be uploaded, what is kept of it, and the sizes that pages show.

A picture is decoded once and written anew, so neither the place where it was taken nor anything
hidden behind its last byte is stored. Sizes are made by the outbox, never while a page is shown.
"""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from marketplace.kernel.outbox.queue import enqueue, handles

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 24_000_000
MIN_SIDE = 320
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}

WIDTHS = (320, 480, 800)
FORMATS = ("avif", "webp")
SHARE = "fill-1200x630|format-jpeg|jpegquality-75"


def spec(width: int, kind: str) -> str:
    """The filter of one square rendition: spec(480, "webp")."""
    return f"fill-{width}x{width}|format-{kind}"


SPECS = (*(spec(width, kind) for kind in FORMATS for width in WIDTHS), SHARE)


class CleanPicture(ContentFile):
    """A picture that was decoded and written anew."""


def clean_upload(upload) -> CleanPicture:
    """The picture of an uploaded file, turned upright and written anew without metadata.

    Size and dimensions are read from the header before anything is decoded. Raises
    ValidationError, with a sentence for the reader, for everything that is not a picture of
    KINDS of at most MAX_BYTES and MAX_PIXELS with sides of at least MIN_SIDE pixels.
    """
    if isinstance(upload, CleanPicture):
        return upload
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This picture is larger than 8 MB. Send a smaller one."), "bytes")
    try:
        with Pillow.open(upload, formats=list(KINDS)) as picture:
            _refuse_dimensions(*picture.size)
            return _written_anew(picture, PurePath(upload.name).stem or "picture")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, MemoryError):
        raise ValidationError(
            _("This file is no picture we can read. Send a JPEG, PNG, WebP or AVIF."), "unreadable"
        ) from None
    except Pillow.DecompressionBombError:
        raise _too_many_pixels() from None


def _refuse_dimensions(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_SIDE:
        raise ValidationError(
            _("This picture is too small: each side needs at least 320 pixels."), "small"
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than 24 megapixels. Send a smaller one."), "pixels"
    )


def _written_anew(picture: Pillow.Image, stem: str) -> CleanPicture:
    clear = picture.format == "PNG" or (picture.format != "JPEG" and picture.has_transparency_data)
    upright = ImageOps.exif_transpose(picture)
    pixels = Pillow.new("RGBA" if clear else "RGB", upright.size, "white")
    pixels.paste(upright.convert(pixels.mode))
    written = BytesIO()
    if clear:
        pixels.save(written, "PNG", optimize=False)
    else:
        pixels.save(written, "JPEG", quality=90, progressive=True)
    return CleanPicture(written.getvalue(), f"{stem}.{'png' if clear else 'jpg'}")


def order_renditions(image) -> None:
    """Ask the outbox for the sizes of a picture, once for each file it ever had."""
    enqueue("renditions", f"{image.pk}:{image.file.name}", {"image": image.pk})


@handles("renditions")
def make_renditions(payload: dict) -> None:
    """Make every size of one picture; those that exist stay, a deleted picture is left alone."""
    from .models import Image  # noqa: PLC0415 - the model calls this module when it is saved

    image = Image.objects.filter(pk=payload["image"]).first()
    if image is None:
        return
    for filter_spec in SPECS:
        with transaction.atomic():
            image.get_rendition(filter_spec)
