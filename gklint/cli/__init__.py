"""The command line. Plain words of ``check`` are done without click; all others are read by it (``group.py``)."""

from __future__ import annotations

from gklint import streams
from gklint.cli.errors import INTERRUPTED, CommandError, called, error_words, wants_english
from gklint.cli.host import Host, hosting
from gklint.cli.output import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.answers import Question


def main(words: Sequence[str], asked: Question | None = None) -> int:
    """Runs the command line on the arguments ``words`` and gives the exit status. ``asked`` is told whether its answer
    may be kept."""
    try:
        with hosting(Host(asked)):
            return _run(words)
    except KeyboardInterrupt:
        complain("")  # ends the line of ^C
        return INTERRUPTED
    except streams.ClosedPipe:
        return streams.CLOSED_PIPE_STATUS
    except CommandError as error:
        for line in error_words(error, wants_english(words)):
            complain(line)
        return error.status
    except OSError as error:  # the disk behind standard output is full while click writes its help: no fault of ours
        streams.hush()
        from gklint.messages import hinted, worded

        reason = hinted(str(error.strerror or error), error.filename)
        _complain(worded("gklint：没有做完，读写时系统报告：{reason}", reason=reason), words)
        return 2
    except Exception as error:  # a fault of ours or of a plugin's; the status of an uncaught one is that of findings
        import traceback

        from gklint.messages import worded

        complain(traceback.format_exc().rstrip())
        what = f"{type(error).__name__}：{error}"
        _complain(
            worded("gklint：没有做完，程序出错：{what}；请把以上各行告诉维护者（插件的，告诉插件的维护者）", what=what),
            words,
        )
        return 2


def _complain(said: str, words: Sequence[str]) -> None:
    from gklint.complaints import in_english

    complain(in_english(said) if wants_english(words) else said)


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
