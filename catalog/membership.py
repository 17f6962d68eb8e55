"""Who acts for which producer: the scope of every page under /producer/."""

from .models import Producer

CHOSEN = "desk_producer"


def producers_of(user):
    """The producers a person may act for; whatever else is asked for is absent."""
    return Producer.objects.filter(members__user=user).order_by("trade_name", "pk")


def chosen_producer(request) -> Producer | None:
    """The producer whose desk this session shows: the one switched to, else the first.

    None when the person belongs to no producer. The answer is kept on the request, so that the
    frame and the page ask once.
    """
    if not hasattr(request, "desk_producers"):
        request.desk_producers = list(producers_of(request.user))
    mine = request.desk_producers
    wanted = request.session.get(CHOSEN)
    return next((one for one in mine if one.pk == wanted), mine[0] if mine else None)


def choose_producer(request, producer: Producer) -> None:
    """Show this producer's desk from now on in this session."""
    request.session[CHOSEN] = producer.pk
