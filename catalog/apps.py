from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self):
        # What hangs on a certificate is told by the packages above, each in `consequences.py`.
        autodiscover_modules("consequences")
