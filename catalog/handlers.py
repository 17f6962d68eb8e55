"""What the outbox does for the register."""

from catalog import intake
from catalog.models import IncomingSheet
from marketplace.kernel.outbox.queue import handles


@handles("sheet")
def sheet(payload):
    """Look at a sheet that was sent, or enter it; a second time changes nothing."""
    found = IncomingSheet.objects.select_related("by", "second").get(pk=payload["sheet"])
    steps = {"look": intake.look_at, "write": intake.write_down}
    steps[payload["step"]](found)
