"""The command line. Plain words of ``check`` are done without click; all others are read by it (``group.py``)."""

from __future__ import annotations

from gklint import streams
from gklint.cli.errors import INTERRUPTED, CommandError, called, error_words, wants_english
from gklint.cli.host import Host, hosting
from gklint.cli.output import complain, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.answers import Question


def main(words: Sequence[str], asked: Question | None = None) -> int:
    """Runs the command line on the arguments ``words`` and gives the exit status. ``asked`` is told whether its answer
    may be kept."""
    english = wants_english(words)
    try:
        with hosting(Host(asked, english=english)):
            return _run(words)
    except KeyboardInterrupt:
        complain("")  # ends the line of ^C
        return INTERRUPTED
    except streams.ClosedPipe:
        return streams.CLOSED_PIPE_STATUS
    except CommandError as error:
        for line in error_words(error, english):
            complain(line)
        return error.status
    except OSError as error:  # the disk behind standard output is full while click writes its help: no fault of ours
        streams.hush()
        from gklint.messages import hinted, worded
        from gklint.oserrors import why_stopped

        reason = hinted(why_stopped(error), error.filename)
        tell(worded("gklint：没有做完：{reason}", reason=reason), english=english)
        return 2
    except Exception as error:  # a fault of ours or of a plugin's; the status of an uncaught one is that of findings
        import traceback

        from gklint.messages import worded

        complain(traceback.format_exc().rstrip())
        said = "gklint：没有做完，程序出错：{kind}：{what}；请把以上各行告诉维护者（插件的，告诉插件的维护者）"
        tell(worded(said, kind=type(error).__name__, what=str(error)), english=english)
        return 2


def _run(words: Sequence[str]) -> int:
    if words and words[0] == "check":
        from gklint.cli.quick import plain_check

        plain = plain_check(words[1:])
        if plain is not None:
            from gklint.cli.checking import check

            with called("gklint check"):
                return check(*plain)
    from gklint.cli.group import run

    return run(words)
