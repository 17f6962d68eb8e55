from django.core.management.base import BaseCommand

from search import service


class Command(BaseCommand):
    help = "Make the search index anew beside the one in use, then change over."

    def handle(self, **options):
        number = service.rebuild()
        self.stdout.write(f"{number} documents in {service.engine().name}.")
