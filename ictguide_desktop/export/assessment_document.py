"""The report of an assessment as a document: ten levels, what holds them, gaps, targets, roadmap, answers, and the method."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ictguide_desktop.assess.scoring import THRESHOLDS
from ictguide_desktop.export import assessment_tables as tables
from ictguide_desktop.export.assessment_charts import radar_chart, rounds_chart
from ictguide_desktop.export.assessment_dossier import Dossier, facts
from ictguide_desktop.export.assessment_words import CONFIDENCES, LEFT_OUT, LETTERS, NOTICE, Wording, Words
from ictguide_desktop.export.chart_text import paper_room
from ictguide_desktop.export.charts import drawings
from ictguide_desktop.export.filled import bullets, named, remark
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import Questionnaire
from ictguide_desktop.model.chart import Chart
from ictguide_desktop.model.document import Break, Document, DocumentBlock, DocumentSection
from ictguide_desktop.model.guide import Paragraph, Text

METHOD = (
    N_(
        "A score from 0 to 4 needs evidence. Without any, 1 counts at most; with evidence that is older than 12 months, "
        "has no date or is dated after the day of the assessment, 2 counts at most."
    ),
    N_("At most one question of a dimension can be not applicable, with a reason, and never a critical one (★)."),
    N_(
        "The mean of the scores that count gives the level: below {second} level 1, below {third} level 2, below {fourth} "
        "level 3, below {fifth} level 4, otherwise level 5."
    ),
    N_("A critical question below 2 holds its dimension at level 2, one below 3 at level 3."),
    N_("The ten levels stand side by side; the lowest are named, and no average is formed."),
    N_("All thresholds are proposals of the guide. Its module on self-assessment explains them."),
)  # fmt: skip


def assessment_document(
    questionnaire: Questionnaire,
    dossier: Dossier,
    words: Words,
    language: str,
    fonts: Path,
    *,
    nameless: bool = False,
) -> Document:
    """The report in one language; `questionnaire` and `words` are those of that language.

    `nameless` leaves out what `LEFT_OUT` says, and the report says so.
    """
    report = _Report(Wording(questionnaire, words, language), dossier, fonts, nameless)
    return Document(
        title=words(N_("Self-assessment: report")),
        lead=report.lead(),
        language=language,
        notice=words(NOTICE),
        sections=tuple(report.sections()),
        facts=facts(dossier, report.wording, nameless=nameless),
    )


class _Report:
    def __init__(self, wording: Wording, dossier: Dossier, fonts: Path, nameless: bool) -> None:
        self.wording = wording
        self._say = wording.say
        self._dossier = dossier
        self._fonts = fonts
        self._nameless = nameless

    def lead(self) -> str:
        """The lowest levels, in a sentence."""
        return self.wording.lowest(self._dossier.record.result)

    def sections(self) -> Iterator[DocumentSection]:
        """The sections that have something to say, in order."""
        for number, (title, blocks) in enumerate(self._chapters()):
            kept = tuple(block for block in blocks if block is not None)
            if kept:
                yield DocumentSection(title, 2, kept, id=f"part-{number}")

    def _chapters(self) -> Iterator[tuple[str, tuple[DocumentBlock | None, ...]]]:
        say, wording, dossier = self._say, self.wording, self._dossier
        yield say(N_("The ten levels")), self._levels()
        yield say(N_("What holds the levels")), tables.holding(wording, dossier)
        yield say(N_("Interlocks")), tables.interlocks(wording, dossier)
        yield say(N_("Evidence")), tables.evidence(wording, dossier)
        yield say(N_("Gaps and their measures")), tables.gaps(wording, dossier)
        yield say(N_("Targets")), tables.targets(wording, dossier)
        yield say(N_("Roadmap")), tables.roadmap(wording, dossier, nameless=self._nameless)
        yield say(N_("Rounds over time")), self._rounds()
        yield say(N_("Answers")), (Break(), *tables.answers(wording, dossier, nameless=self._nameless))
        yield say(N_("How the levels are found")), self._method()

    def _levels(self) -> tuple[DocumentBlock | None, ...]:
        result = self._dossier.record.result
        chart = radar_chart(self.wording, result, self._dossier.targets)
        return (*self._drawn(chart), tables.levels(self.wording, self._dossier))

    def _rounds(self) -> tuple[DocumentBlock | None, ...]:
        series = self._dossier.series
        if series is None or len(series.points) < 2:
            return ()
        chart = rounds_chart(self.wording, series)
        return (*self._drawn(chart), *tables.rounds(self.wording, chart, series))

    def _drawn(self, chart: Chart) -> tuple[DocumentBlock, ...]:
        return drawings(chart, paper_room(self._fonts, self.wording.language))

    def _method(self) -> tuple[DocumentBlock | None, ...]:
        means = dict(
            zip(("second", "third", "fourth", "fifth"), map(self.wording.mean, THRESHOLDS), strict=True)
        )
        told = bullets(self._say(text).format(**means) for text in METHOD)
        scale = (f"{score} · {meaning}" for score, meaning in enumerate(self.wording.questionnaire.scale))
        letters = (f"{LETTERS[one]} · {self._say(CONFIDENCES[one])}" for one in LETTERS)
        left_out = remark(self._say(LEFT_OUT)) if self._nameless else None
        return (
            told,
            *named(self._say(N_("What the scores mean")), scale),
            *named(self._say(N_("Confidence of a level: that of its least confirmed score")), letters),
            left_out,
            Paragraph((Text(self._say(NOTICE)),)),
        )
