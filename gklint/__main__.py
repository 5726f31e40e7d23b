"""``python -m gklint``."""

import os
import sys

_root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()] != [_root]:
    del sys.path[0]  # what lies in the working directory is no part of the program

from gklint.launch import main  # noqa: E402

sys.exit(main())
