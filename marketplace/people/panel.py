"""What waits for a second officer, on the front page of the office."""

from wagtail.admin.ui.components import Component

from .roster import waiting_for


class ConfirmationsPanel(Component):
    """The invitations into the office that this officer may confirm; gone when there is none."""

    name = "confirmations"
    template_name = "people/panel.html"
    order = 6

    def get_context_data(self, parent_context):
        return {"waiting": list(waiting_for(parent_context["request"].user))}

    def render_html(self, parent_context=None):
        waits = self.get_context_data(parent_context)["waiting"]
        return super().render_html(parent_context) if waits else ""
