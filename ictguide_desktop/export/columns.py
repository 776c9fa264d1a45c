"""How wide the columns of a table are against each other, on paper and in a Word file."""

from __future__ import annotations

from ictguide_desktop.model.guide import Table, plain


def column_shares(table: Table) -> list[int]:
    """How wide each column is against the others: by the words in it, never narrower than its longest word."""
    shares = []
    for column in range(len(table.header)):
        texts = [plain(row[column]) for row in (table.header, *table.rows) if column < len(row)]
        words = [len(word) for text in texts for word in text.split()]
        longest = max(words, default=1)
        usual = sum(len(text) for text in texts) / max(1, len(texts))
        shares.append(round(max(longest + 2, 4 + usual**0.8)))
    return shares
