"""The preferences, declared once: key, default and the values allowed."""

from __future__ import annotations

from typing import NamedTuple

PreferenceValue = str | int | bool


class Preference(NamedTuple):
    """One preference; `choices` for words, `low` and `high` (inclusive) for numbers."""

    key: str
    default: PreferenceValue
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0

    def accepts(self, value: object) -> bool:
        """Whether a value may be stored under this key."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, str) and self.choices:
            return value in self.choices
        if isinstance(value, int) and not isinstance(value, bool):
            return self.low <= value <= self.high
        return True


ZOOM_LOW, ZOOM_HIGH, ZOOM_STEP = 80, 250, 10

PREFERENCES: dict[str, Preference] = {
    preference.key: preference
    for preference in (
        Preference("language", ""),
        Preference("parallel_language", ""),
        Preference("audience", "", ("", "leader", "manager", "implementer")),
        Preference("band", "", ("", "foundational", "developing", "advanced")),
        Preference("theme", "system", ("system", "light", "dark", "contrast")),
        Preference("zoom", 100, low=ZOOM_LOW, high=ZOOM_HIGH),
        Preference("first_start_done", False),
        Preference("single_key_shortcuts", True),
        Preference("contents_shown", True),
        Preference("related_shown", True),
        Preference("place", ""),
        Preference("resume", True),
        Preference("paper", "a4", ("a4", "letter")),
        Preference("run_names", ""),
        Preference("assessment_in_hand", ""),
    )
}
