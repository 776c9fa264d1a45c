"""Whatever stands in the files, the checker answers with findings or with one sentence."""

from __future__ import annotations

import contextlib

import pytest
from content_builder import ContentTree, build_tree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.problems import GuideError

# fmt: off
SCRAPS = st.sampled_from([
    "#", "##", "+++", "|", "[", "](", ")", "{#", "}", '"', "!!!", "    ", "\n\n", "- ", "1. ", "*", "`", "<", "&", "=",
    "[a]", "[[a]]", "5", "true", "<text>", "/>", "\\", "\x00", "term:", "page:#:", 'x="1e999"', 'data-width="nan"',
])
# fmt: on
NAMES = (
    "guide.toml",
    "sources.toml",
    "figures/triangle.svg",
    "en/glossary.toml",
    "fr/figures.toml",
    "en/modules/trust.md",
    "fr/checklists/trust-checklist.md",
    "en/templates/pilot.md",
    "fr/case-studies/costa-rica.md",
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), SCRAPS | st.just("")), min_size=1, max_size=4
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, fonts: object) -> ContentTree:
    """One tree for all examples: each example puts its file back."""
    return build_tree(tmp_path_factory.mktemp("hostile") / "content", fonts)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
@example(changes=[(315, 6, ""), (9988, 1, "")])  # a language of which there is no glossary
def test_no_text_stops_the_checker(
    shared: ContentTree, name: str, changes: list[tuple[int, int, str]]
) -> None:
    whole = shared.read(name)
    text = whole
    for at, cut, scrap in changes:
        place = at % (len(text) + 1)
        text = text[:place] + scrap + text[place + cut :]
    shared.write(name, text)
    try:
        with contextlib.suppress(GuideError):
            for problem in shared.check():
                assert problem.message
                assert problem.mend
                assert (shared.root / problem.path).exists() or problem.rule in (
                    "missing-file",
                    "figure-missing",
                )
    finally:
        shared.write(name, whole)
