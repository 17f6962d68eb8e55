"""Pictures of products: kept once, shown in an order."""

from dataclasses import dataclass

from django.db import transaction
from oscar.apps.catalogue.models import Product

from catalog.images import CleanPicture
from catalog.models import Image, Producer, ProductFacts, ProductPhoto

from .log import note


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what is said of it. image: one that is kept already."""

    image: Image
    alt_vi: str
    alt_en: str
    credit: str = ""
    consent: bool = False


SAID = ("alt_vi", "alt_en", "credit", "consent")


def keep_picture(upload: CleanPicture, *, title: str, producer: Producer | None, by) -> Image:
    """Store a picture that catalog.images.clean_upload has read, in the library of the shop.

    Effects: the file, without metadata; its sizes are ordered from the outbox.
    """
    image = Image(title=title[:255], file=upload, producer=producer, uploaded_by_user=by)
    image.save()
    return image


@transaction.atomic
def set_photos(product: Product, pictures: list[Picture], *, by) -> bool:
    """Show these pictures of the product, in this order; the first one stands on cards.

    Effects: ProductPhoto, what is said of each picture, search, one FactsChange that names them;
    a picture that is left out stays in the library. Whether anything changed.
    """
    facts = ProductFacts.objects.select_for_update().get(pk=product.pk)
    shown = list(ProductPhoto.objects.filter(product=product).select_related("image"))
    before = [_named(photo.image) for photo in shown]
    moved = [photo.image_id for photo in shown] != [picture.image.pk for picture in pictures]
    if moved:
        ProductPhoto.objects.filter(product=product).delete()
        for position, picture in enumerate(pictures):
            ProductPhoto.objects.create(product=product, image=picture.image, position=position)
    for picture in pictures:
        _describe(picture, facts.producer_id)
    after = [_named(picture.image) for picture in pictures]
    if before != after:
        note(product, {"photos": [before, after]}, by=by)
    return before != after


def _named(image: Image) -> list:
    """A picture as the log names it: its id, and all that is said of it."""
    words = [image.alt_vi or image.title, image.alt_en, image.credit]
    return [image.pk, " · ".join([word for word in words if word] + ["✓"] * image.consent)]


def _describe(picture: Picture, producer_id: int) -> None:
    """Write down what is said of a picture; one of nobody belongs to the producer from now on."""
    image = picture.image
    changed = [name for name in SAID if getattr(image, name) != getattr(picture, name)]
    for name in changed:
        setattr(image, name, getattr(picture, name))
    if image.producer_id is None and image.uploaded_by_user_id is not None:
        image.producer_id = producer_id
        changed.append("producer")
    if changed:
        image.clean_fields(exclude=["file", "title", "tags"])
        image.save(update_fields=changed)
