"""The composition root: arguments, paths, wiring and the commands."""
