"""Pictures on pages: only sizes that exist, and a drawing where there is no picture yet."""

from django import template
from django.utils.translation import get_language

from catalog.images import spec
from catalog.models import Image
from catalog.pictures import Picture

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image, width=480, sizes="100vw", eager=False, group=""):
    """One square picture as AVIF and WebP in the widths that exist.

    image: a Picture, an Image whose `renditions` are prefetched, or None. width: the rendition
    of the plain `<img>`, in pixels. eager: for what is seen first; everything else waits until
    it is scrolled to. group: a ProductGroup identifier, for the drawing that stands in.
    """
    shown = Picture.of(image) if isinstance(image, Image) else image
    squares = shown.squares() if shown else {}
    smallest = next(iter(squares.get("webp", ())), None)
    return {
        "alt": shown.alt(get_language() or "vi") if shown else "",
        "sources": [(f"image/{kind}", files) for kind, files in squares.items()],
        "fallback": (shown and shown.size(spec(width, "webp"))) or smallest,
        "sizes": sizes,
        "eager": eager,
        "drawing": f"group-{(group or 'FOOD').lower()}",
    }
