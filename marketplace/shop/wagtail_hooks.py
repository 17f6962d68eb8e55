"""The officers' own pages stand in Wagtail's admin, in its menu."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from marketplace.kernel.accounts.roles import OFFICER, has_role

from .views.office import refunds, transfers, watch


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
