"""What waits for an officer's word, on the front page of the office."""

from wagtail.admin.ui.components import Component

from .proposals_list import waiting_count


class ProposalsPanel(Component):
    """How many proposals wait; gone when none does."""

    name = "proposals"
    template_name = "catalog/office/proposals_panel.html"
    order = 8

    def get_context_data(self, parent_context):
        return {"waiting": waiting_count()}

    def render_html(self, parent_context=None):
        waits = self.get_context_data(parent_context)["waiting"]
        return super().render_html(parent_context) if waits else ""
