"""The pictures of a product as a person orders them: a line each, new ones at the end.

A browser forgets a file when a page comes back with an error, so a picture that could be read is
kept in the library at once, and its line goes on with it.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.images import clean_upload
from catalog.models import Image, Producer
from catalog.registration import SAID, Picture, keep_picture
from marketplace.kernel.form_fields import WholeField, Words

from .meanwhile import typed_in

MOST = 12
NEW = 3
PREFIX = "photos"
HIGHEST = 99


class PictureForm(forms.Form):
    """One picture: the one that is kept, or a file; and what is said of it."""

    image = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )
    file = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG, WebP or AVIF, at most 8 MB; each side at least 320 pixels."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    alt_vi = Words(label=_("What it shows, in Vietnamese"), max_length=160)
    alt_en = Words(label=_("What it shows, in English"), max_length=160)
    credit = Words(label=_("Photographer"), max_length=120, required=False)
    consent = forms.BooleanField(
        label=_("Nobody can be recognised, or everybody shown has agreed"),
        error_messages={
            "required": _("A picture of people may be shown only when they have agreed.")
        },
    )
    position = WholeField(
        label=_("Place in the order"),
        lowest=1,
        highest=HIGHEST,
        required=False,
        help_text=_("1 stands on the cards of the shop."),
    )
    remove = forms.BooleanField(label=_("Take it off this product"), required=False)

    def __init__(self, *args, known: dict[int, Image] | None = None, **options):
        super().__init__(*args, **options)
        self.known = known or {}

    def clean_file(self):
        upload = self.cleaned_data["file"]
        return clean_upload(upload) if upload else None

    def clean(self):
        read = super().clean()
        if read.get("remove"):
            self.errors.clear()
        elif not (self.kept or read.get("file") or "file" in self.errors):
            self.add_error("file", _("Choose the picture."))
        return read

    @property
    def kept(self) -> Image | None:
        """The picture that this line has already."""
        return self.known.get(_number(self["image"].value()))

    def picture(self, *, title: str, producer: Producer, by) -> Picture:
        """What a valid line says; a new file is kept in the library."""
        read = self.cleaned_data or self.initial
        image = self.kept
        if read.get("file"):
            image = keep_picture(read["file"], title=title, producer=producer, by=by)
        return Picture(image, **{name: read[name] for name in SAID})


class _Pictures(forms.BaseFormSet):
    """Lines in any order; `pictures()` of a valid set gives them in theirs."""

    default_error_messages = {"missing_management_form": _("Please send the form once more.")}

    def __init__(self, *args, product=None, by=None, **options):
        options.setdefault("prefix", PREFIX)
        if product is not None:
            options.setdefault("initial", lines_of(product))
        super().__init__(*args, **options)
        self.product, self.by = product, by
        self.known = self._known()

    def _known(self) -> dict[int, Image]:
        """Those of the product, and those that this person has uploaded: others are absent."""
        named = {_number(line["image"]) for line in self.initial or []}
        if self.is_bound:
            lines = range(MOST + NEW)
            named |= {_number(self.data.get(f"{self.prefix}-{line}-image")) for line in lines}
        found = Image.objects.filter(pk__in=named - {None})
        found = found.prefetch_related("renditions", "product_photos")
        return {image.pk: image for image in found if self._may_use(image)}

    def _may_use(self, image: Image) -> bool:
        mine = self.by is not None and image.uploaded_by_user_id == self.by.pk
        shown_of = {photo.product_id for photo in image.product_photos.all()}
        return mine or (self.product is not None and self.product.pk in shown_of)

    def _construct_form(self, number, **options):
        # A line that nobody touches is no error, were it entered before its texts were asked.
        return super()._construct_form(
            number, known=self.known, empty_permitted=True, label_suffix="", **options
        )

    def clean(self):
        if len(self.written) > MOST:
            raise forms.ValidationError(_("At most %(most)d pictures."), "many", {"most": MOST})

    @property
    def written(self) -> list[PictureForm]:
        """The lines that stay and hold something."""
        return [
            form
            for form in self.forms
            if (form.has_changed() or form.initial) and not form["remove"].value()
        ]

    def pictures(self, *, title: str, producer: Producer) -> list[Picture]:
        """The pictures of a valid set in their order; new files are kept in the library."""
        lines = sorted(self.written, key=lambda form: _place(form["position"].value()))
        return [form.picture(title=title, producer=producer, by=self.by) for form in lines]

    def with_files_kept(self, *, title: str, producer: Producer | None = None):
        """These lines once more, after an error elsewhere: each readable file is kept."""
        data = self.data.copy()
        for form in self.written:
            upload = getattr(form, "cleaned_data", {}).get("file")
            if upload:
                named = title or upload.name
                image = keep_picture(upload, title=named, producer=producer, by=self.by)
                data[form.add_prefix("image")] = str(image.pk)
        return type(self)(data, None, product=self.product, by=self.by, initial=self.initial)

    def after(self, before: list | None):
        """The lines to go on with when somebody else changed the pictures meanwhile.

        before: what the log says stood there, [[id, text], …]; None when they are the same.
        """
        typed = [typed_in(form) for form in self.written]
        if before is not None:
            theirs, old = lines_of(self.product), {pk for pk, _alt in before}
            now = {line["image"] for line in theirs}
            mine = {_number(line["image"]) for line in typed}
            typed = [line for line in typed if _number(line["image"]) not in old - now]
            typed += [line for line in theirs if line["image"] not in mine | old]
        return type(self)(product=self.product, by=self.by, initial=typed)


def lines_of(product) -> list[dict]:
    """What the lines of a product begin with."""
    photos = product.photos.select_related("image")
    return [
        {"image": photo.image_id, "position": number}
        | {name: getattr(photo.image, name) for name in SAID}
        for number, photo in enumerate(photos, 1)
    ]


def _number(value) -> int | None:
    """An id as it comes out of a form; what is none is None."""
    digits = str(value or "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _place(value) -> int:
    return _number(value) or HIGHEST + 1


PictureFormSet = forms.formset_factory(
    PictureForm, formset=_Pictures, extra=NEW, max_num=MOST + NEW, absolute_max=MOST + NEW
)
