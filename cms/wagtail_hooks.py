"""Pages, pictures and papers stand in the officers' menu under one task."""

from django.utils.translation import gettext_lazy as _

from marketplace.kernel.accounts.office_menu import STORIES, item

item(STORIES, _("Pages and stories"), "wagtailadmin_explore_root", "folder-open-inverse", 1)
item(STORIES, _("Pictures"), "wagtailimages:index", "image", 2)
item(STORIES, _("Papers"), "wagtaildocs:index", "doc-full-inverse", 3)
