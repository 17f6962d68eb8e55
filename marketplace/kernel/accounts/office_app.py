from wagtail.users.apps import WagtailUsersAppConfig


class OfficeUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with the people of this house."""

    user_viewset = "marketplace.kernel.accounts.office_people.PeopleViewSet"
