"""Wagtail's admin as the officers of this house see it: their menu, and one full name."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel, NotificationsSettingsPanel

from .office_forms import NameForm
from .office_menu import sections, stays_in_the_menu, stays_in_the_settings

NameEmailSettingsPanel.form_class = NameForm
# Wagtail writes of moderation and of comments only, and neither is used.
NotificationsSettingsPanel.is_active = lambda panel: False

for section in sections:
    hooks.register("register_admin_menu_item", lambda section=section: section)


@hooks.register("insert_global_admin_css")
def look_of_the_house():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def names_for_the_nameless():
    return format_html('<script src="{}" defer></script>', static("js/admin.js"))


@hooks.register("construct_main_menu")
def only_our_tasks(request, menu_items):
    menu_items[:] = filter(stays_in_the_menu, menu_items)


@hooks.register("construct_settings_menu")
def only_our_settings(request, menu_items):
    menu_items[:] = filter(stays_in_the_settings, menu_items)
