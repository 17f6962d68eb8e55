from django.core.management.base import BaseCommand, CommandError

from search import checking, touch
from search.query import EngineDown


class Command(BaseCommand):
    help = "Prove that the index says what the database says. Exits with 1 when it does not."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="Queue what differs.")

    def handle(self, *, fix, **options):
        try:
            found = checking.drift()
        except EngineDown as down:
            raise CommandError(f"{down}. Run reindex.") from down
        if not found:
            self.stdout.write("The index says what the database says.")
            return
        for what in ("missing", "ghosts", "stale"):
            for kind, ref in getattr(found, what):
                self.stderr.write(f"{what}: {kind} {ref}")
                if fix:
                    touch.touch(kind, [ref])
        raise CommandError("The index differs." + (" What differs is queued." if fix else ""))
