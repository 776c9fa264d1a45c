"""Which field shows which figure of a plan, what typing into it makes of the plan, and what is said where a figure is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ictguide_desktop.assess.cost_limits import PlanRefused, Refusal
from ictguide_desktop.assess.cost_plan import CostPlan
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.entry import number_to_edit, numbers_in
from ictguide_desktop.ui.views.cost_fields import Field, Form, Kind, LineField, NumberField
from ictguide_desktop.ui.views.cost_in_hand import PlanInHand
from ictguide_desktop.ui.wrapped_label import WrappedLabel

Get = Callable[[CostPlan], Any]
Put = Callable[[CostPlan, Any], CostPlan]

_WORDS = {
    Refusal.NOT_A_NUMBER: N_(
        "“{text}” is not a number. Write it as {example}; until then the figure before it counts."
    ),
    Refusal.NOT_WHOLE: N_(
        "“{text}” is not a whole number. Write it without decimals; until then the figure before it counts."
    ),
    Refusal.OUT_OF_BOUNDS: N_(
        "“{text}” is out of bounds. Write a number from {least} to {most}; until then the figure before it counts."
    ),
    Refusal.MISSING: N_("Write a number from {least} to {most}; until then the figure before it counts."),
}
_OTHERWISE = N_("This cannot be taken. Write it otherwise; until then what stood here before counts.")


def refusal_words(why: Refusal, field: Field, language: str) -> str:
    """Why a text was refused, and what to write."""
    text = field.text().strip() if isinstance(field, LineField) else ""
    if not isinstance(field, NumberField) or why not in _WORDS:
        return _(_OTHERWISE)
    least, most = _bounds(field.form, language)
    example = number_to_edit(_EXAMPLES[field.form.kind], language)
    return _(_WORDS[why]).format(text=text, example=example, least=least, most=most)


def _bounds(form: Form, language: str) -> tuple[str, str]:
    if form.kind is Kind.PERCENT:
        numbers = numbers_in(language)
        return numbers.percent(form.least), numbers.percent(form.most)
    if form.kind is Kind.YEAR:
        return str(form.least), str(form.most)
    return number_to_edit(form.least, language), number_to_edit(form.most, language)


_EXAMPLES = {
    Kind.AMOUNT: Decimal("1250.75"),
    Kind.PERCENT: Decimal("12.5"),
    Kind.WHOLE: Decimal(15),
    Kind.YEAR: Decimal(10),
}


class Problem(WrappedLabel):
    """Says beside the fields of a row what is wrong with one of them; empty and out of the way otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self.setObjectName("warningText")
        self._said: dict[str, str] = {}
        self.hide()

    def say(self, path: str, sentence: str) -> None:
        """Say what is wrong with a field; nothing where the sentence is empty."""
        if sentence:
            self._said[path] = sentence
        else:
            self._said.pop(path, None)
        self._show()

    def _show(self) -> None:
        said = "\n".join(dict.fromkeys(self._said.values()))
        if said != self.text():
            self.setText(said)
        if self.isHidden() == bool(said):
            self.setVisible(bool(said))


class Bound(NamedTuple):
    """A field, what it shows of a plan, what typing makes of a plan, and where is said what is wrong."""

    field: Field
    get: Get
    put: Put
    problem: Problem


class PlanFields(QObject):
    """The fields of the plan in hand by their paths; `told` carries the sentence of a refusal for a screen reader."""

    told = Signal(str)

    def __init__(self, hand: PlanInHand, language: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._language = language
        self._bound: dict[str, Bound] = {}
        self._refused: dict[str, Refusal] = {}
        hand.opened.connect(lambda: self.show_plan(anew=True))
        hand.changed.connect(lambda path: self.show_plan(typing=path))
        hand.restored.connect(lambda path: self.show_plan(restored=path))

    def bind(self, path: str, field: Field, get: Get, put: Put, problem: Problem) -> None:
        """Have a field show and change a figure of the plan in hand."""
        self._bound[path] = Bound(field, get, put, problem)
        field.typed.connect(lambda value: self._type(path, value))
        field.left.connect(self._hand.leave)
        if isinstance(field, LineField):
            field.refused.connect(lambda why: self._refuse(path, why))
        if isinstance(field, NumberField):
            field.set_language(self._language())
        field.show_value(get(self._hand.plan), anew=True)

    def unbind(self, prefix: str) -> None:
        """Forget the fields whose paths begin so."""
        for path in [path for path in self._bound if path.startswith(prefix)]:
            del self._bound[path]
            self._refused.pop(path, None)

    def __getitem__(self, path: str) -> Field:
        return self._bound[path].field

    def under(self, path: str) -> Iterator[Field]:
        """The field of a path, and the fields of its parts, in the order they were bound."""
        for name, bound in self._bound.items():
            if name == path or name.startswith(f"{path}."):
                yield bound.field

    def focus(self, path: str) -> QWidget | None:
        """Put the keyboard into the field of a path or its first part that can be seen; returns it, or None."""
        while path:
            for field in self.under(path):
                if field.isVisible() and field.isEnabled():
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    if isinstance(field, LineField):
                        field.selectAll()
                    return field
            path = path.rpartition(".")[0]
        return None

    def show_plan(self, *, anew: bool = False, typing: str = "", restored: str = "") -> None:
        """Show the plan in hand; the field that is being typed in keeps its text."""
        plan = self._hand.plan
        for path, (field, get, _put, _problem) in self._bound.items():
            if path == typing and isinstance(field, LineField):
                field.stored = get(plan)
            else:
                field.show_value(get(plan), anew=anew or path == restored)
        for path in [path for path in self._refused if not self._is_wrong(path)]:
            self._clear(path)

    def set_language(self) -> None:
        """Write every number in the language in force; what is wrong is said in it too."""
        for path, bound in self._bound.items():
            if isinstance(bound.field, NumberField):
                bound.field.set_language(self._language())
            if path in self._refused:
                self._refuse(path, self._refused[path])

    # --- inside -----------------------------------------------------------------------------------------------

    def _type(self, path: str, value: Any) -> None:
        bound = self._bound[path]
        line = bound.field if isinstance(bound.field, LineField) else None
        try:
            plan = bound.put(self._hand.plan, value)
            if line is not None:
                line.wrong = False
            self._hand.change(path, plan)
        except PlanRefused as error:
            if line is not None:
                line.wrong = True
            self._refuse(path, error.code)
            return
        if line is None:
            bound.field.show_value(bound.get(self._hand.plan))
        self._clear(path)

    def _is_wrong(self, path: str) -> bool:
        field = self._bound[path].field
        return isinstance(field, LineField) and field.wrong

    def _clear(self, path: str) -> None:
        if self._refused.pop(path, None) is not None:
            bound = self._bound[path]
            bound.problem.say(path, "")
            bound.field.setAccessibleDescription("")
            _mark(bound.field, wrong=False)

    def _refuse(self, path: str, why: Refusal) -> None:
        bound = self._bound[path]
        said = refusal_words(why, bound.field, self._language())
        new = path not in self._refused
        self._refused[path] = why
        bound.problem.say(path, said)
        bound.field.setAccessibleDescription(said)
        _mark(bound.field, wrong=True)
        if new:
            self.told.emit(said)


def _mark(field: QWidget, *, wrong: bool) -> None:
    """A field whose text was refused has another line around it."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
