"""Words for people: gettext catalogues, languages and their direction, dates and numbers."""
