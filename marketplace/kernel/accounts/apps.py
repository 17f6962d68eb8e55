from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People: the user, the groups and what each may do."""

    name = "marketplace.kernel.accounts"
    label = "accounts"

    def ready(self):
        from . import languages  # noqa: F401, PLC0415 - it reads Wagtail's models

        # The signal comes once for each app; at the last one every permission exists.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_ensure_groups, sender=last)


def _ensure_groups(using, **kwargs):
    from .roles import ensure_groups  # noqa: PLC0415 - the app registry is ready only now

    needed = {
        model._meta.db_table
        for label in ("auth", "accounts", "wagtailcore")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    # `migrate some_app` on an empty database ends before these tables are there.
    if needed <= set(connections[using].introspection.table_names()):
        ensure_groups()
