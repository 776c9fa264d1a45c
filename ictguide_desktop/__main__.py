"""Starts the guide with `python -m ictguide_desktop`."""

import sys

from ictguide_desktop.app.main import main

if __name__ == "__main__":
    sys.exit(main())
