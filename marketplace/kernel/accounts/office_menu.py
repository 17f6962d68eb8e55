"""The officers' menu, by task: every package puts its pages into one of these sections.

`item(section, label, url_name, icon, order)` in a package's wagtail_hooks.py is all it takes.
Whatever Wagtail itself would put into the menu stays out of it.
"""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, settings_menu

from .roles import OFFICER, has_role

ORDERS, REGISTER, PRODUCTS = "orders", "register", "products"
PEOPLE, STORIES, REPORTS = "people", "stories", "reports"
SETTINGS = "settings"

# In the order in which they stand, with the icon of each.
SECTIONS = {
    ORDERS: (_("Orders and money"), "clipboard-list"),
    REGISTER: (_("Register and deadlines"), "success"),
    PRODUCTS: (_("Producers and products"), "tag"),
    PEOPLE: (_("People"), "group"),
    STORIES: (_("Stories and fairs"), "openquote"),
    REPORTS: (_("Reports"), "table"),
}


class OfficerItem(MenuItem):
    """A line of the menu for officers."""

    def is_shown(self, request):
        return has_role(request.user, OFFICER)


class Section(SubmenuMenuItem):
    """One task of the centre; a section of a single page is that page's link."""

    def render_component(self, request):
        shown = self.menu.menu_items_for_request(request)
        if len(shown) > 1:
            return super().render_component(request)
        alone = MenuItem(self.label, shown[0].url, name=shown[0].name, icon_name=self.icon_name)
        return alone.render_component(request)


def item(section: str, label, url_name: str, icon: str, order: int) -> None:
    """Put one page into the menu; the address is read when the menu is drawn.

    section: ORDERS, REGISTER, PRODUCTS, PEOPLE, STORIES, REPORTS or SETTINGS. order: within it.
    """
    line = OfficerItem(label, reverse_lazy(url_name), name=url_name, icon_name=icon, order=order)
    hooks.register(_hook(section), lambda: line)


def _hook(section: str) -> str:
    if section == SETTINGS:
        return settings_menu.register_hook_name
    return f"register_office_{section}_menu_item"


def _section(place: int, name: str) -> Section:
    label, icon = SECTIONS[name]
    return Section(label, Menu(_hook(name)), name=f"office-{name}", icon_name=icon, order=place)


sections = [_section(place, name) for place, name in enumerate(SECTIONS, start=1)]


def stays_in_the_menu(line: MenuItem) -> bool:
    """Whether a line of the main menu is one of ours; the settings are a menu of their own."""
    return isinstance(line, Section) or line.name == SETTINGS


def stays_in_the_settings(line: MenuItem) -> bool:
    """Whether a line of the settings is one of ours."""
    return isinstance(line, OfficerItem)
