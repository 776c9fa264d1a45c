"""Search: analysis per language, the index, and the engine that answers; the only importer of Whoosh."""

import warnings

# Whoosh 2.7.4 compares with literals by identity; a compiler says so once, to a user who can do nothing about it.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*whoosh")
warnings.filterwarnings("ignore", category=DeprecationWarning, module=r".*whoosh")
