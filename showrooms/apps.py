from django.apps import AppConfig


class ShowroomsConfig(AppConfig):
    name = "showrooms"

    def ready(self):
        from . import receivers  # noqa: F401, PLC0415 - connects once models are loaded
