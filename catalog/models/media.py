from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from catalog.images import clean_upload, order_renditions
from marketplace.kernel.fields import CleanCharField
from marketplace.kernel.media import private_store

from .producers import Producer


class Image(AbstractImage):
    """The project's one picture model: stored without EXIF, never above 24 megapixels."""

    alt_vi = CleanCharField(_("what the picture shows (Vietnamese)"), max_length=160)
    alt_en = CleanCharField(_("what the picture shows (English)"), max_length=160, blank=True)
    credit = CleanCharField(_("photographer"), max_length=120, blank=True)
    consent = models.BooleanField(_("the people shown agreed"), default=False)
    producer = models.ForeignKey(
        Producer,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="images",
        verbose_name=_("producer"),
    )

    # Wagtail's own image model stays installed; without names of their own the two would clash.
    tags = TaggableManager(blank=True, related_name="pictures")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_vi",
        "alt_en",
        "credit",
        "consent",
        "producer",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def alt(self, language: str) -> str:
        """What the picture shows, in a language; Vietnamese where English is missing."""
        return (self.alt_en if language == "en" else "") or self.alt_vi

    def generate_rendition_file(self, filter, *, source=None):
        """The size in memory; the encoder's temporary file would otherwise stay open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), made.name)

    def save(self, *args, **kwargs):
        """Keep a new file only without its metadata, and have its sizes made."""
        is_new = not self.file._committed
        if is_new:
            self.file = clean_upload(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)
        if is_new:
            order_renditions(self)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            ),
        ]


class PrivateDocument(AbstractDocument):
    """Decision scans and other papers; the file is reached only through a view that asks."""

    # Below MEDIA_ROOT a scan in JPEG would be a picture like any other, open to all.
    file = models.FileField(_("file"), upload_to="documents", storage=private_store)
    tags = TaggableManager(blank=True, related_name="papers")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
