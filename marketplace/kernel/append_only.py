"""Tables that only grow: the database itself refuses to change or remove a row.

    @append_only.protect
    class StockMove(models.Model): ...

The triggers are set after every `migrate`, so they stand with and without migrations, and
again after a migration has rebuilt a table. Changing a row raises IntegrityError.
"""

from django.db import connections, router
from django.db.models.signals import post_migrate

_protected: list[type] = []

_SQLITE = """
    CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION refuse_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
_POSTGRESQL = """
    CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
    FOR EACH {each} EXECUTE FUNCTION refuse_append_only()
"""
# TRUNCATE knows no rows; it is a statement of PostgreSQL alone.
_VERBS = {
    "sqlite": {"update": "ROW", "delete": "ROW"},
    "postgresql": {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"},
}


def protect(model: type) -> type:
    """Let rows of the model be added, never changed or removed. Gives the model back."""
    _protected.append(model)
    return model


def arm(connection, tables) -> None:
    """Set the triggers on these tables; setting them again changes nothing."""
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in tables:
            for verb, each in _VERBS[connection.vendor].items():
                cursor.execute(template.format(table=table, verb=verb, each=each))


def disarm(connection) -> None:
    """Take the triggers off: for a test database between two tests, never elsewhere."""
    of_table = "" if connection.vendor == "sqlite" else " ON {table}"
    drop = "DROP TRIGGER IF EXISTS {table}_no_{verb}" + of_table
    with connection.cursor() as cursor:
        for model in _protected:
            for verb in _VERBS[connection.vendor]:
                cursor.execute(drop.format(table=model._meta.db_table, verb=verb))


def _after_migrate(*, app_config, using, **_signal) -> None:
    connection = connections[using]
    mine = [
        model._meta.db_table
        for model in _protected
        if model._meta.app_config is app_config and router.allow_migrate_model(using, model)
    ]
    if mine:
        # A database migrated back to before the table has none to protect.
        arm(connection, set(mine) & set(connection.introspection.table_names()))


post_migrate.connect(_after_migrate, dispatch_uid="kernel.append_only")
