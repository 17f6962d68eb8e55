from django.core.management.base import BaseCommand, CommandError

from marketplace.shop.audit import broken


class Command(BaseCommand):
    help = "Prove that stock, orders, money, outbox, texts and files agree. Changes nothing."

    def handle(self, **options):
        lines = broken()
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} promises are broken.")
        self.stdout.write("Every promise holds.")
