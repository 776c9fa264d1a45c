"""Editions: content compiled into a catalogue, pages and an index for each language, and opened again."""
