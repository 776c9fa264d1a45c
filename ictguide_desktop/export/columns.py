"""How wide the columns of a table are against each other, on paper and in a Word file."""

from __future__ import annotations

from ictguide_desktop.model.guide import Table, plain

LINE = 96  # about so many letters stand side by side in a table that fills the page


def column_shares(table: Table) -> list[int]:
    """How wide each column is against the others: first its longest word each, then the rest of the line by their words."""
    needed, wanted = [], []
    for column in range(len(table.header)):
        texts = [plain(row[column]) for row in (table.header, *table.rows) if column < len(row)]
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        usual = sum(len(text) for text in texts) / max(1, len(texts))
        needed.append(longest + 3)
        wanted.append(max(0.0, 4 + usual**0.8 - needed[-1]))
    spare = max(0, LINE - sum(needed))
    every = sum(wanted) or 1
    return [round(need + spare * want / every) for need, want in zip(needed, wanted, strict=True)]
