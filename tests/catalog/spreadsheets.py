"""Spreadsheets as officers send them in."""

import io

from openpyxl import Workbook

from catalog.intake import Upload
from catalog.intake.columns import columns_of, title_of
from marketplace.kernel.outbox import queue


def book(*rows, title="Trang tính 1", merged=()) -> bytes:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def sheet(kind, *rows, name="bang.xlsx") -> Upload:
    """A sheet with the headers of the template that the rows (dicts by key) use."""
    used = [column for column in columns_of(kind) if any(column.key in row for row in rows)]
    cells = [[row.get(column.key) for column in used] for row in rows]
    heads = [column.header for column in used]
    return Upload(name, book(heads, *cells, title=title_of(kind)))


def work_off() -> None:
    """Let the outbox do all that is due."""
    while queue.drain():
        pass
