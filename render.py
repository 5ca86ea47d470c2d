"""Render a newspaper page: ``python render.py PAGE.yaml [-o OUT.pdf]``."""

import sys

from layout.cli import main

if __name__ == "__main__":
    sys.exit(main())
