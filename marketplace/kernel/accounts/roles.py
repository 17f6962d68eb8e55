"""The four groups and what each may do.

A user may hold several roles; superusers hold them all. Which producer or showroom somebody
belongs to is not here: catalog.ProducerMember and showrooms.KeeperPost.
"""

from fnmatch import fnmatch
from functools import wraps

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

BUYER, KEEPER, PRODUCER, OFFICER = "buyer", "keeper", "producer", "officer"
# The order in which a person with several roles is led to one of them.
ROLES = (OFFICER, KEEPER, PRODUCER, BUYER)
LABELS = {
    OFFICER: _("Trade promotion centre"),
    KEEPER: _("Showroom counter"),
    PRODUCER: _("Producer"),
    BUYER: _("My orders"),
}
LANDING = {
    OFFICER: "wagtailadmin_home",
    KEEPER: "counter",
    PRODUCER: "producer_home",
    BUYER: "my_orders",
}

# What an officer may do in Wagtail's admin, as patterns of app_label.codename. Whatever a door
# owns (stars, stock, orders, money) may be seen only; our own pages call the doors. Keepers,
# producers and buyers hold no permission: they never enter the admin.
OFFICER_MAY = (
    "wagtailadmin.access_admin",
    "catalog.view_*",
    "catalog.*_image",
    "catalog.*_privatedocument",
    "catalog.*_producer",
    "catalog.*_issuingauthority",
    "catalog.*_recognitiondecision",
    "showrooms.view_*",
    "showrooms.*_showroom",
    "shop.view_*",
    "order.view_*",
    "outbox.view_*",
    "cms.*",
)
ON_PAGES = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
# Wagtail asks for the rights on its own models, whichever model stands in their place.
ON_FILES = ("wagtailimages.*_image", "wagtaildocs.*_document")
# Both Wagtail and Oscar bring groups of their own, with rights that nobody here granted.
STRANGERS = (
    "Moderators",
    "Editors",
    "Customer Service",
    "All Oscar Dashboard Permissions",
)


def roles_of(user) -> list[str]:
    """The user's roles, in the order in which they are offered; one query per user object."""
    if not (user.is_authenticated and user.is_active):
        return []
    if not hasattr(user, "_roles"):
        names = ROLES if user.is_superuser else user.groups.values_list("name", flat=True)
        user._roles = set(names)
    return [role for role in ROLES if role in user._roles]


def has_role(user, role: str) -> bool:
    return role in roles_of(user)


def role_required(role: str):
    """Views of one role: a stranger is asked to sign in, anybody else refused with 403.

    What such a page shows is nobody else's, so no cache keeps it.
    """

    def decorate(view):
        @never_cache
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, role):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


producer_required = role_required(PRODUCER)
keeper_required = role_required(KEEPER)
officer_required = role_required(OFFICER)


def ensure_groups() -> None:
    """Make the four groups with exactly these rights, and delete those of Wagtail and Oscar."""
    Group.objects.filter(name__in=STRANGERS).delete()
    for role in ROLES:
        Group.objects.get_or_create(name=role)
    officer = Group.objects.get(name=OFFICER)
    officer.permissions.set(_permissions(OFFICER_MAY))
    _open_the_page_tree(officer)


def _permissions(patterns) -> list[Permission]:
    return [
        permission
        for permission in Permission.objects.select_related("content_type")
        if any(
            fnmatch(f"{permission.content_type.app_label}.{permission.codename}", pattern)
            for pattern in patterns
        )
    ]


def _open_the_page_tree(group: Group) -> None:
    """Rights on pages and files hang on the root page and collection, where these exist."""
    from wagtail.models import (  # noqa: PLC0415 - this module is read before the app registry
        Collection,
        GroupCollectionPermission,
        GroupPagePermission,
        Page,
    )

    root, shelf = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in _permissions([f"wagtailcore.{verb}_page" for verb in ON_PAGES]):
        if root:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in _permissions(ON_FILES):
        if shelf:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=shelf, permission=permission
            )
