from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who works with the centre: invitations, roles, belonging, and a log of every act."""

    name = "marketplace.people"
    label = "people"

    def ready(self):
        from . import audit  # noqa: F401, PLC0415 - its checks read the models
