"""Work off the GUI thread: the latest request only, strictly one after another, or in a process of its own."""
