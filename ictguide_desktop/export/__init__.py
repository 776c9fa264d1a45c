"""Pages in other forms: HTML for the reader and for printing, plain text, drawings with words and colours."""
