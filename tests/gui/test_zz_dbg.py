import sys; sys.path.insert(0,"/work/main/tests/gui")
from test_mirroring import *
def test_dbg(program):
    one = begin(program, Qt.LayoutDirection.LeftToRight, lang="en")
    shown = show(one, "search")
    w=one.window
    for number in range(4):
        one.desk.set("language", ("ar", "en")[number % 2])
        for k in range(4):
            QApplication.processEvents()
            print(number,k,[(x_of(one,p)) for p in (w.contents,w.stack)], w.panes.width(), w.width(), w.panes.layoutDirection(), w.panes.sizes(), w.minimumSizeHint(), w.stack.minimumSizeHint(), w.panes.minimumSizeHint(), w.top.minimumSizeHint())
