import signal
import threading

from cheroot.wsgi import Server
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from oscar.apps.catalogue.models import Product

from marketplace.kernel.outbox import queue
from marketplace.shop.demo.people import LOGINS, PASSWORD

THREADS = 8


class Command(BaseCommand):
    help = "Migrate, load the demonstration, serve it and drain the outbox, in one process."
    # The checks run in `make check`; here they would cost a second at every start.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        self._prepare()
        server = Server((host, port), get_wsgi_application(), numthreads=THREADS)
        server.prepare()
        self._greet(host, port)
        stop = threading.Event()
        worker = threading.Thread(target=queue.work, args=[stop], name="outbox")
        worker.start()
        # A supervisor says SIGTERM where a person presses Ctrl-C; both stop in the same order.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.serve()
        except KeyboardInterrupt:
            self.stdout.write("Stopping …")
        finally:
            server.stop()
            stop.set()
            queue.wake.set()
            worker.join()

    def _prepare(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (about a minute, only once) …")
            call_command("migrate", verbosity=0)
        if not Product.objects.exists():
            self.stdout.write("Loading the demonstration …")
            call_command("load_demo")

    def _greet(self, host, port):
        shown = "localhost" if host in ("127.0.0.1", "::1") else host
        self.stdout.write(f"\n  http://{shown}:{port}/          (English: /en/)\n\n")
        for name, where in LOGINS:
            self.stdout.write(f"  {name:<24} {PASSWORD}   {where}\n")
        self.stdout.write("\nEverything in it is invented. Stop with Ctrl-C.\n")
        self.stdout.flush()
