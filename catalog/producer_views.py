from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import producer_required

from .membership import chosen_producer
from .producer_certificates import certificate_cards


@producer_required
@require_safe
def certificates(request):
    """The certificates of the chosen producer, the most urgent first."""
    producer = chosen_producer(request)
    if producer is None:
        return render(request, "producer/nobody.html", status=403)
    cards = certificate_cards(producer, clock.today(), get_language() or "vi")
    return render(request, "catalog/producer_certificates.html", {"cards": cards})
