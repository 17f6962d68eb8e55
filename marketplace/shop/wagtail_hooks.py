"""The officers' own pages stand in Wagtail's admin, in its menu."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from marketplace.kernel.accounts.roles import OFFICER, has_role

from .views.office import bands, dated, limits, operator, refunds, texts, transfers, watch
from .views.office.checklist import FirstDayPanel


class OfficerItem(MenuItem):
    """A line of the menu for officers."""

    def is_shown(self, request):
        return has_role(request.user, OFFICER)


@hooks.register("register_admin_urls")
def office_urls():
    return [
        path("transfers/", transfers.transfer_list, name="office_transfers"),
        path("transfers/<int:pk>/", transfers.transfer, name="office_transfer"),
        path("refunds/", refunds.refund_list, name="office_refunds"),
        path("refunds/<int:pk>/", refunds.pay_back, name="office_refund"),
        path("late/", watch.late, name="office_late"),
        path("operator/", operator.operator, name="office_operator"),
        path("shipping/", bands.bands, name="office_bands"),
        path("texts/", texts.text_list, name="office_texts"),
        path("texts/<int:pk>/", texts.text, name="office_text"),
        path("texts/<slug:kind>/new/", texts.new_text, name="office_text_new"),
        path("limits/", limits.limits, name="office_limits"),
        path("vat/", limits.vat, name="office_vat"),
        path("withdraw/<slug:rule>/<int:pk>/", dated.withdraw, name="office_withdraw"),
        path("outbox/", watch.outbox, name="office_outbox"),
        path("outbox/<int:pk>/retry/", watch.retry, name="office_outbox_retry"),
    ]


def _item(label, name: str, icon: str, order: int) -> None:
    """Register one line; the address is read when the menu is drawn."""
    item = OfficerItem(label, reverse_lazy(name), name=name, icon_name=icon, order=order)
    hooks.register("register_admin_menu_item", lambda: item)


_item(_("Transfers"), "office_transfers", "tick-inverse", 10)
_item(_("Refunds"), "office_refunds", "rotate", 11)
_item(_("Late orders"), "office_late", "time", 12)
_item(_("Messages not sent"), "office_outbox", "mail", 13)


@hooks.register("construct_homepage_panels")
def first_day(request, panels):
    if has_role(request.user, OFFICER):
        panels.append(FirstDayPanel())


def _setting(label, name: str, icon: str, order: int) -> None:
    """Register one line of the settings, as above."""
    item = OfficerItem(label, reverse_lazy(name), name=name, icon_name=icon, order=order)
    hooks.register("register_settings_menu_item", lambda: item)


_setting(_("Operator and bank account"), "office_operator", "site", 10)
_setting(_("Shipping prices"), "office_bands", "table", 11)
_setting(_("Legal texts"), "office_texts", "doc-full", 12)
_setting(_("Payment limits"), "office_limits", "lock", 13)
_setting(_("VAT rates"), "office_vat", "draft", 14)
