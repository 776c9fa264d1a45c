"""The style sheet of the widgets: flat, one-pixel lines, radius 6 to 8, a grid of 4 pixels."""

from __future__ import annotations

from ictguide_desktop.export.colours import Colours

# Where the grounds have one colour, as in high contrast, a line shows what a tint shows elsewhere.
_MARKED = """
QToolButton:hover, QPushButton:hover, #outlineLink:hover, QMenu::item:selected, QMenuBar::item:selected {{ border: 1px solid {accent}; }}
QTreeView::item:selected, QListView::item:selected {{ border: 1px solid {accent}; }}
QProgressBar {{ background: {paper}; border: 1px solid {line}; min-height: 6px; max-height: 6px; }}
"""


def sheet(c: Colours, scale: float) -> str:
    """The style of every widget in the colours of a theme, for text at `scale` times its size."""

    def px(pixels: float) -> str:
        return f"{max(1, round(pixels * scale))}px"

    whole, dot = round(16 * scale) + 2, max(3, round(5 * scale))
    ring = whole - 2 * dot
    knob = 4 + 2 * round(6 * scale)
    return f"""
* {{ outline: none; }}
QWidget {{ font-size: {px(13.5)}; }}
QToolTip {{ background: {c["paper"]}; color: {c["ink"]}; border: 1px solid {c["line"]}; padding: 6px; }}
QMainWindow, QDialog {{ background: {c["paper"]}; }}

#topBar {{ background: {c["paper"]}; border: none; border-bottom: 1px solid {c["line"]}; }}
#contentsPanel {{ background: {c["canvas"]}; border: none; }}
#relatedPanel {{ background: {c["paper"]}; border: none; }}
#reader, #view, #view > QWidget > QWidget#canvas {{ background: {c["paper"]}; border: none; }}
QScrollArea {{ background: {c["paper"]}; border: none; }}
#canvas {{ background: {c["paper"]}; }}
#statusBar {{ background: {c["canvas"]}; border: none; border-top: 1px solid {c["line"]}; }}
#statusBar QLabel {{ color: {c["soft"]}; font-size: {px(12)}; }}

#pageTitle {{ font-size: {px(28)}; font-weight: 700; color: {c["ink"]}; }}
#lead {{ font-size: {px(16)}; color: {c["soft"]}; }}
#sectionTitle {{ font-size: {px(19)}; font-weight: 700; color: {c["ink"]}; }}
#small, #meta {{ font-size: {px(12)}; color: {c["faint"]}; }}
#soft {{ color: {c["soft"]}; }}
#panelTitle {{ font-size: {px(11)}; font-weight: 700; color: {c["faint"]}; }}
#cardTitle {{ font-size: {px(14.5)}; font-weight: 700; color: {c["ink"]}; }}
#warningText {{ color: {c["warning"]}; }}
#why {{ font-size: {px(12)}; color: {c["case"]}; }}

#card {{ background: {c["paper"]}; border: 1px solid {c["line"]}; border-radius: 7px; padding: 0; }}
#card:hover {{ border-color: {c["accent"]}; }}
#card:focus {{ border: 2px solid {c["accent"]}; }}
#notice {{ background: {c["warning-ground"]}; border: 1px solid {c["warning"]}; border-radius: 7px; }}
#notice QLabel {{ color: {c["ink"]}; }}
#tinted {{ background: {c["accent-ground"]}; border: none; border-radius: 7px; }}

QTreeView, QListView, QTableView {{ background: transparent; border: 1px solid transparent; border-radius: 6px; }}
QTreeView::item, QListView::item {{ padding: {px(5)} {px(8)}; border-radius: 6px; }}
QTreeView::item:hover, QListView::item:hover {{ background: {c["accent-ground"]}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QTreeView {{ show-decoration-selected: 0; }}
QTreeView::branch, QTreeView::branch:selected, QTreeView::branch:hover {{ background: transparent; border: none; image: none; }}
QTreeView:focus, QListView:focus, QTableView:focus {{ border: 1px solid {c["accent"]}; }}
QTableView::item {{ padding: {px(4)} {px(8)}; }}
QTableView {{ border-color: {c["line"]}; selection-background-color: {c["accent-ground"]}; selection-color: {c["accent"]}; }}
QTextBrowser {{ background: {c["paper"]}; border: none; color: {c["ink"]}; }}
QHeaderView::section {{ background: {c["canvas"]}; color: {c["soft"]}; border: none; border-bottom: 1px solid {c["line"]}; padding: {px(6)} {px(11)}; font-weight: 700; }}

QLineEdit, QPlainTextEdit, QTextEdit#editor, QComboBox, QDateEdit, QSpinBox {{
    background: {c["canvas"]}; border: 1px solid {c["line"]}; border-radius: 6px; padding: {px(5)} {px(8)}; color: {c["ink"]};
    selection-background-color: {c["accent"]}; selection-color: {c["on-accent"]}; placeholder-text-color: {c["faint"]}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit#editor:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
    border: 1px solid {c["accent"]}; background: {c["paper"]}; }}
#searchField {{ padding: {px(7)} {px(8)}; border-radius: 7px; font-size: {px(14)}; }}
#keyHint {{ border: 1px solid {c["line"]}; border-radius: 4px; background: {c["paper"]}; color: {c["faint"]}; font-size: {px(11.5)}; padding: 0 {px(6)}; }}
QComboBox {{ padding: {px(6)} {px(8)}; }}
QComboBox::drop-down {{ border: none; width: {px(20)}; }}
QComboBox QAbstractItemView {{ background: {c["paper"]}; border: 1px solid {c["line"]}; selection-background-color: {c["accent-ground"]}; selection-color: {c["accent"]}; }}

QToolButton, QPushButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: {px(5)} {px(9)}; color: {c["ink"]}; }}
QPushButton {{ border-color: {c["line"]}; background: {c["paper"]}; padding: {px(7)} {px(14)}; max-height: {px(21)}; }}
#card, #outlineLink {{ max-height: 9999px; }}
QToolButton:hover, QPushButton:hover {{ background: {c["accent-ground"]}; }}
QToolButton:pressed, QPushButton:pressed {{ background: {c["line"]}; }}
QToolButton:focus, QPushButton:focus {{ border: 1px solid {c["accent"]}; }}
QToolButton:checked {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QToolButton:disabled, QPushButton:disabled {{ color: {c["disabled"]}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
#primary {{ background: {c["accent"]}; color: {c["on-accent"]}; border-color: {c["accent"]}; font-weight: 700; }}
#primary:hover {{ background: {c["accent"]}; }}
#primary:disabled {{ background: {c["canvas"]}; color: {c["disabled"]}; border-color: {c["line"]}; }}
#primary:focus {{ border: 2px solid {c["ink"]}; }}
#outlined {{ border: 1px solid {c["line"]}; background: {c["paper"]}; padding: {px(6)} {px(9)}; max-height: {px(23)}; }}
#outlined:focus {{ border: 1px solid {c["accent"]}; }}
#chip {{ border: 1px solid {c["line"]}; border-radius: {px(11)}; max-height: {px(20)}; padding: {px(2)} {px(10)}; font-size: {px(12)}; color: {c["soft"]}; }}
#chip:checked {{ border-color: {c["accent"]}; color: {c["accent"]}; background: {c["accent-ground"]}; }}
#chip:focus {{ border-color: {c["accent"]}; }}
#segments {{ border: 1px solid {c["line"]}; border-radius: 6px; background: {c["paper"]}; }}
#segment {{ border: 1px solid transparent; border-left: 1px solid {c["line"]}; border-radius: 0; padding: {px(5)} {px(10)}; color: {c["soft"]}; max-height: {px(23)}; }}
#segment[place="left"] {{ border-left: 1px solid transparent; border-top-left-radius: 5px; border-bottom-left-radius: 5px; }}
#segment[place="right"] {{ border-top-right-radius: 5px; border-bottom-right-radius: 5px; }}
#segment:checked {{ background: {c["accent"]}; color: {c["on-accent"]}; font-weight: 700; }}
#segment:focus {{ border: 1px solid {c["ink"]}; }}
#outlineLink {{ background: transparent; text-align: left; border: none; border-left: 2px solid {c["line"]}; border-radius: 0; padding: {px(4)} {px(10)}; color: {c["soft"]}; }}
#outlineLink[rtl="true"] {{ border-left: none; border-right: 2px solid {c["line"]}; padding: 0 {px(10)}; }}
#outlineLink[here="true"] {{ border-color: {c["accent"]}; color: {c["accent"]}; font-weight: 700; }}
#outlineLink:hover, #outlineLink:focus {{ color: {c["accent"]}; background: {c["accent-ground"]}; }}

#definition, #popover {{ background: {c["paper"]}; border: 1px solid {c["line"]}; border-radius: 8px; }}
#searchPopup QListView {{ background: {c["paper"]}; border: none; border-radius: 0; }}
#findBar {{ background: {c["canvas"]}; border: none; border-top: 1px solid {c["line"]}; }}
#problemBar {{ background: {c["warning-ground"]}; border: none; border-bottom: 1px solid {c["warning"]}; }}
#problemBar QLabel {{ color: {c["ink"]}; }}

QMenu {{ background: {c["paper"]}; border: 1px solid {c["line"]}; padding: 4px; color: {c["ink"]}; }}
QMenu::item {{ padding: {px(6)} {px(32)}; border-radius: 4px; }}
QMenu::item:selected {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QMenu::item:disabled {{ color: {c["disabled"]}; }}
QMenu::separator {{ height: 1px; background: {c["line"]}; margin: 4px 8px; }}
QMenuBar {{ background: {c["paper"]}; color: {c["ink"]}; border: none; }}
QMenuBar::item {{ padding: {px(4)} {px(8)}; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}

QCheckBox, QRadioButton {{ spacing: {px(8)}; color: {c["ink"]}; background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 2px 3px; }}
QRadioButton, Tick {{ max-height: {px(20)}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}; height: {px(16)}; border: 1px solid {c["faint"]}; background: {c["paper"]}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {whole // 2}px; }}
QCheckBox::indicator:checked {{ background: {c["done"]}; border-color: {c["done"]}; }}
QRadioButton::indicator:checked {{ border: {dot}px solid {c["accent"]}; width: {ring}px; height: {ring}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c["accent"]}; }}
QSlider {{ min-height: {px(24)}; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c["line"]}; }}
QSlider::handle:horizontal {{ width: {knob}px; margin: -{(knob - 4) // 2}px 0; border-radius: {knob // 2}px; background: {c["accent"]}; border: none; }}
QSlider::handle:horizontal:focus {{ background: {c["paper"]}; border: 2px solid {c["accent"]}; width: {knob - 4}px; }}
QProgressBar {{ background: {c["line"]}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c["done"]}; border-radius: 2px; }}
QTabBar::tab {{ padding: {px(6)} {px(12)}; border: none; border-bottom: 2px solid transparent; color: {c["soft"]}; }}
QTabBar::tab:selected {{ color: {c["accent"]}; border-bottom-color: {c["accent"]}; }}
QSplitter::handle {{ background: {c["line"]}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {c["line"]}; border-radius: 5px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c["faint"]}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: none; height: 0; width: 0; }}

#checkItem {{ background: {c["paper"]}; border: none; border-bottom: 1px solid {c["line"]}; }}
#itemCode {{ font-size: {px(12)}; font-weight: 700; color: {c["accent"]}; }}
#statement {{ font-size: {px(15)}; color: {c["ink"]}; }}
#statementApart {{ font-size: {px(15)}; color: {c["faint"]}; }}
#answerSummary {{ color: {c["done"]}; }}
#answerPanel {{ background: {c["canvas"]}; border: none; border-radius: 7px; }}
#answerPanel QLineEdit, #answerPanel QPlainTextEdit {{ background: {c["paper"]}; }}
#link {{ background: transparent; border: none; border-bottom: 1px solid transparent; border-radius: 0; padding: {px(1)} 0; color: {c["accent"]}; text-align: left; }}
#link:hover {{ text-decoration: underline; background: transparent; }}
#link:focus {{ background: {c["accent-ground"]}; border-bottom-color: {c["accent"]}; }}
#resultRow {{ background: {c["paper"]}; border: none; border-bottom: 1px solid {c["line"]}; }}
#levelNow {{ font-weight: 700; color: {c["ink"]}; }}
#placeTabs {{ border: none; border-bottom: 1px solid {c["line"]}; }}
#placeTab {{ border: none; border-bottom: 2px solid transparent; border-radius: 0; padding: {px(7)} {px(10)}; font-size: {px(14)}; color: {c["soft"]}; background: transparent; }}
#placeTab:hover {{ color: {c["accent"]}; border: none; border-bottom: 2px solid {c["line"]}; }}
#placeTab:checked {{ color: {c["accent"]}; font-weight: 700; border-bottom-color: {c["accent"]}; background: transparent; }}
#placeTab:focus {{ background: {c["accent-ground"]}; border: none; border-bottom: 2px solid {c["accent"]}; }}
#questionCard {{ background: {c["paper"]}; border: 1px solid {c["line"]}; border-radius: 8px; }}
#questionCard[here="true"] {{ border-color: {c["accent"]}; }}
#threadPanel {{ background: {c["accent-ground"]}; border: none; border-radius: 7px; }}
#questionText {{ font-size: {px(15)}; font-weight: 600; color: {c["ink"]}; }}
#score {{ max-height: 9999px; padding: 0; spacing: 0; border: none; }}
#score::indicator {{ width: 0; height: 0; border: none; }}
#pointedAt {{ color: {c["accent"]}; }}
#titleField {{ font-size: {px(28)}; font-weight: 700; padding: {px(2)} 0; background: {c["paper"]}; border-color: transparent; border-bottom-color: {c["line"]}; border-radius: 0; }}
#titleField:focus {{ border-bottom: 2px solid {c["accent"]}; }}
#tierMark, #tierMarkOpen {{ background: {c["paper"]}; border: 1px solid {c["accent"]}; border-radius: 7px; color: {c["accent"]}; font-size: {px(19)}; font-weight: 700; }}
#tierMarkOpen {{ border: 1px dashed {c["faint"]}; color: {c["soft"]}; }}
#bigFigure {{ font-size: {px(28)}; font-weight: 700; color: {c["ink"]}; }}
#figure {{ font-size: {px(19)}; font-weight: 700; color: {c["ink"]}; }}
#figuresLine {{ color: {c["soft"]}; }}
#sidePane {{ border: none; border-left: 1px solid {c["line"]}; }}
#sidePane[rtl="true"] {{ border-left: none; border-right: 1px solid {c["line"]}; }}
#planPick {{ padding: {px(5)} {px(8)}; }}
QLineEdit[proposal="true"] {{ border: 1px dashed {c["accent"]}; color: {c["accent"]}; }}
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:focus {{ border: 1px solid {c["warning"]}; }}
QTableCornerButton::section {{ background: {c["canvas"]}; border: none; border-bottom: 1px solid {c["line"]}; border-right: 1px solid {c["line"]}; }}
#termEntry {{ border: 1px solid transparent; border-radius: 6px; }}
#termEntry:focus {{ border-color: {c["accent"]}; }}
#formField, #formGroupFrame {{ background: {c["paper"]}; border: none; border-bottom: 1px solid {c["line"]}; }}
#formDone {{ font-size: {px(12)}; color: {c["done"]}; }}
#formExample {{ background: {c["done-ground"]}; color: {c["ink"]}; border-radius: 6px; padding: {px(8)} {px(12)}; }}
#formStanding {{ background: {c["paper"]}; border: none; border-bottom: 1px solid {c["line"]}; }}
#formStanding[place="beside"] {{ border-bottom: none; border-left: 1px solid {c["line"]}; }}
#formStanding[place="beside-rtl"] {{ border-bottom: none; border-right: 1px solid {c["line"]}; }}
#verdictWord {{ font-size: {px(17)}; font-weight: 700; color: {c["ink"]}; }}
#verdictWord[role="done"] {{ color: {c["done"]}; }}
#verdictWord[role="warning"] {{ color: {c["warning"]}; }}
#verdictGroup {{ font-weight: 700; color: {c["ink"]}; }}
#rowsTable {{ gridline-color: {c["line"]}; }}
#cellEditor {{ background: {c["paper"]}; border: 2px solid {c["accent"]}; border-radius: 0; padding: 0 {px(3)}; }}
{_MARKED.format(accent=c["accent"], line=c["line"], paper=c["paper"]) if c["accent-ground"] == c["paper"] else ""}"""
