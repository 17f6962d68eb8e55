"""What officers do not need in Wagtail's menus: features that nothing on the site uses."""

from wagtail import hooks

from .models import Operator

UNUSED = {"redirects", "sites", "workflows", "workflow-tasks", "help"}


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
def hide_what_is_not_used(request, menu_items):
    """The operator has a page of the shop's own, beside the bank account."""
    menu_items[:] = [
        item
        for item in menu_items
        if item.name not in UNUSED and getattr(item, "model", None) is not Operator
    ]
