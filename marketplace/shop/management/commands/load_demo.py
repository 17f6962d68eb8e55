import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from oscar.apps.catalogue.models import Product

from marketplace.shop.demo import load
from marketplace.shop.demo.people import LOGINS, PASSWORD
from marketplace.shop.demo.scale import load_scale


class Command(BaseCommand):
    help = "Build a believable province, the same each time. Refuses a database in use."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale", type=int, default=0, metavar="N", help="a big catalogue of N products"
        )

    def handle(self, *, scale, **options):
        if Product.objects.exists():
            raise CommandError("There are products in this database already. Nothing was loaded.")
        began = time.monotonic()
        totals = load.load_demo()
        if scale:
            totals["products"] += load_scale(scale - totals["products"])
        call_command("reindex", verbosity=0)
        told = ", ".join(f"{count} {what}" for what, count in totals.items())
        self.stdout.write(f"{told} in {time.monotonic() - began:.0f} s")
        for name, _ in LOGINS:
            self.stdout.write(f"  {name}  {PASSWORD}")
