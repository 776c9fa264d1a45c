"""Content files to model values: Markdown and TOML in, pages, terms and located problems out."""
