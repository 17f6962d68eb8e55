"""Pictures as pages show them: their words, and the sizes that have been made."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.core.files.storage import default_storage

from .images import FORMATS, SHARE, WIDTHS, spec
from .models import Image, ProductPhoto


@dataclass(frozen=True, slots=True)
class Size:
    """One rendition: its name in the media storage, its pixels."""

    filter_spec: str
    file: str
    width: int
    height: int

    @property
    def url(self) -> str:
        return default_storage.url(self.file)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the sizes that exist. Equal pictures look the same."""

    alt_vi: str
    alt_en: str
    sizes: tuple[Size, ...] = ()

    @classmethod
    def of(cls, image: Image) -> "Picture":
        """The picture of an Image whose renditions are prefetched."""
        made = image.renditions.all()
        sizes = tuple(Size(r.filter_spec, r.file.name, r.width, r.height) for r in made)
        return cls(image.alt_vi, image.alt_en, sizes)

    def alt(self, language: str) -> str:
        """What it shows, in a language; Vietnamese where English is missing."""
        return (self.alt_en if language == "en" else "") or self.alt_vi

    def size(self, filter_spec: str) -> Size | None:
        return next((size for size in self.sizes if size.filter_spec == filter_spec), None)

    def squares(self) -> dict[str, list[Size]]:
        """The square sizes by format, smallest first; a format without any is absent."""
        made = {size.filter_spec: size for size in self.sizes}
        found = {
            kind: [made[spec(width, kind)] for width in WIDTHS if spec(width, kind) in made]
            for kind in FORMATS
        }
        return {kind: sizes for kind, sizes in found.items() if sizes}

    @property
    def shared(self) -> Size | None:
        """The JPEG for link previews, or None while it has not been made."""
        return self.size(SHARE)


def pictures_of(image_ids: Iterable[int | None]) -> dict[int, Picture]:
    """The pictures of these images, in one query; none without ids."""
    wanted = {pk for pk in image_ids if pk}
    if not wanted:
        return {}
    rows = _images().filter(pk__in=wanted)
    return {pk: picture for (pk,), picture in _gathered(rows, 1).items()}


def photos_of(product_ids: Iterable[int], *, first_only: bool = False) -> dict[int, list[Picture]]:
    """The photos of these products in their order, or the first of each, in one query."""
    found: dict[int, list[Picture]] = {}
    rows = _photos().filter(product__in=list(product_ids))
    for (product, _photo), picture in _gathered(rows, 2).items():
        photos = found.setdefault(product, [])
        if not (first_only and photos):
            photos.append(picture)
    return found


def _gathered(rows: Iterable[tuple], keys: int) -> dict[tuple, Picture]:
    """One picture for each key (the first columns), with the sizes of all its rows."""
    words: dict[tuple, tuple[str, str]] = {}
    sizes: dict[tuple, list[Size]] = {}
    for row in rows:
        key, (alt_vi, alt_en, *size) = row[:keys], row[keys:]
        words[key] = (alt_vi, alt_en)
        sizes.setdefault(key, []).extend([Size(*size)] if size[0] else [])
    return {key: Picture(*words[key], tuple(sizes[key])) for key in words}


@cache
def _images():
    return Image.objects.order_by("pk", "renditions__pk").values_list("pk", *_columns(""))


@cache
def _photos():
    rows = ProductPhoto.objects.order_by("position", "pk", "image__renditions__pk")
    return rows.values_list("product", "pk", *_columns("image__"))


def _columns(path: str) -> list[str]:
    sizes = (f"renditions__{name}" for name in ("filter_spec", "file", "width", "height"))
    return [f"{path}{name}" for name in ("alt_vi", "alt_en", *sizes)]
