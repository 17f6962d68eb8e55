from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from marketplace.kernel.fields import CleanCharField, CleanTextField


class HomePage(Page):
    """What editors say on the front page; the view of the shop puts products beside it."""

    heading = CleanCharField(_("heading"), max_length=90)
    lead = CleanTextField(_("lead"), max_length=300, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    notice = CleanCharField(_("notice"), max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("notice"),
    ]
    max_count_per_parent = 1
    subpage_types = []
