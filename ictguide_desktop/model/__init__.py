"""Words of the guide: frozen values and enums, with no I/O, no Qt and no gettext."""
