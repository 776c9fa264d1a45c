"""The colours of the look by role, shared by the screen, the drawings and the printed page."""

from __future__ import annotations

from collections.abc import Mapping

Colours = Mapping[str, str]

LIGHT: Colours = {
    "ink": "#16222E", "soft": "#56656F", "faint": "#62707A", "paper": "#FFFFFF", "canvas": "#F5F7F8", "line": "#E0E5E9",
    "accent": "#0B6076", "accent-ground": "#E4F1F4", "on-accent": "#FFFFFF", "warning": "#8A5000", "warning-ground": "#FDF3E1",
    "done": "#1F6B3B", "done-ground": "#E8F4EC", "case": "#5A3D8A", "case-ground": "#F0EBF8", "match": "#FFF0B8", "match-ink": "#16222E",
    "disabled": "#A9B3BA",
}  # fmt: skip
DARK: Colours = {
    "ink": "#E6EBEF", "soft": "#AAB6BF", "faint": "#95A2AC", "paper": "#151B21", "canvas": "#0F1419", "line": "#2A333B",
    "accent": "#5CC0D6", "accent-ground": "#12303A", "on-accent": "#0F1419", "warning": "#F0B55A", "warning-ground": "#33270F",
    "done": "#7FCF9A", "done-ground": "#14291C", "case": "#BDA4EA", "case-ground": "#241B36", "match": "#5A4A12", "match-ink": "#FFFFFF",
    "disabled": "#4E5A64",
}  # fmt: skip
CONTRAST: Colours = {
    "ink": "#FFFFFF", "soft": "#FFFFFF", "faint": "#FFFFFF", "paper": "#000000", "canvas": "#000000", "line": "#FFFFFF",
    "accent": "#FFFF00", "accent-ground": "#000000", "on-accent": "#000000", "warning": "#FFB000", "warning-ground": "#000000",
    "done": "#00FF66", "done-ground": "#000000", "case": "#E0B0FF", "case-ground": "#000000", "match": "#FFFF00", "match-ink": "#000000",
    "disabled": "#8C8C8C",
}  # fmt: skip

THEMES: Mapping[str, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
CALLOUT_ROLE: Mapping[str, str] = {
    "decide": "accent", "warning": "warning", "example": "done", "case": "case", "why": "case", "note": "accent",
}  # fmt: skip


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)
