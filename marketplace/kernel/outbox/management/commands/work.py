import signal
import threading

from django.core.management.base import BaseCommand

from marketplace.kernel.outbox import queue


class Command(BaseCommand):
    help = "Drain the outbox until SIGTERM or SIGINT; the item at hand is finished first."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="drain what is due now, then end")

    def handle(self, *, once, **options):
        if once:
            queue.begin_day()
            self.stdout.write(f"{queue.drain(limit=100_000)} items taken.")
            return
        stop = threading.Event()

        def end(*_):
            stop.set()
            queue.wake.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        self.stdout.write("Draining the outbox.")
        queue.work(stop)
        self.stdout.write("Stopped; nothing was left half-done.")
