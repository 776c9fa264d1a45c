"""The user's own data: one SQLite file in the profile folder, one repository for each kind of thing kept."""
