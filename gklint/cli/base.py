"""Commands and groups of gklint on top of click: Chinese help, commands imported on demand, suggestions for slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

import click

from gklint.cli.commands import Entry
from gklint.cli.errors import CommandError, UsageError, called

_HELP = "显示本说明"
_ONLY = "只能是 "


def _write_help(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    """Writes the help of a command, as all else is written, and ends."""
    from gklint.cli.output import write_text

    if asked and not ctx.resilient_parsing:
        write_text(ctx.get_help() + "\n")
        ctx.exit()


class Command(click.Command):
    """A command whose help is in Chinese."""

    def invoke(self, ctx: click.Context) -> Any:
        """Does what the command does."""
        with called(ctx.command_path):
            return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _write_help
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        pieces = ["[选项]" if piece == "[OPTIONS]" else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options."""
        write_options(self, ctx, formatter)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; ``--help`` imports none of them. To one that is
    ``extensible`` plugins add commands."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry], extensible: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entries = entries
        self._extensible = extensible

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _write_help
        return option

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table; then those of plugins."""
        return list(self._all())

    def _all(self) -> dict[str, Entry]:
        if not self._extensible:
            return dict(self._entries)
        from gklint.cli.host import host_of

        host = host_of()
        added = host.extensions.commands if host.plugins else ()
        return {**self._entries, **{one.name: Entry(one.where, one.help) for one in added}}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called ``cmd_name``, imported now."""
        entry = self._entries.get(cmd_name) or self._all().get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.where.partition(":")
        return cast(click.Command, getattr(import_module(module), attribute))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` call; raises ``UsageError`` with a suggestion for one that does not exist."""
        name = args[0]
        if name not in self._entries and not name.startswith("-") and name not in (known := self._all()):
            raise click.UsageError(_no_command(name, known), ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        formatter.write_usage(ctx.command_path, "[选项] 命令 [参数]...", "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options and the commands."""
        write_options(self, ctx, formatter)
        with _section(formatter, "命令"):
            formatter.write_dl([(name, entry.help) for name, entry in self._all().items()])


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Writes the options of ``command`` under a Chinese heading."""
    records = []
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None and isinstance(parameter, click.Option):
            # What click adds to the help (defaults, ranges) is English.
            own = _HELP if "--help" in parameter.opts else parameter.help or ""
            records.append((record[0], own + ("（必须写）" if parameter.required else "")))
    with _section(formatter, "选项"):
        formatter.write_dl(records)


@contextmanager
def _section(formatter: click.HelpFormatter, heading: str) -> Iterator[None]:
    """As click's own, with a Chinese colon."""
    formatter.write_paragraph()
    formatter.write(f"{heading}：\n")
    with formatter.indentation():
        yield


def own_error(error: click.ClickException, english: bool) -> CommandError:
    """What click found wrong with the command line, in Chinese (or ``english``), with a suggestion where one is at
    hand."""
    words = _words(error, english)
    if not isinstance(error, click.UsageError):
        return CommandError(words)
    return UsageError(words, error.ctx.command_path if error.ctx else None, error.exit_code)


def _words(error: click.ClickException, english: bool) -> str:
    from gklint.messages import say

    match error:
        case click.NoSuchOption():
            hint = say("，是不是想写 {what}？", english=english, what=_either(error.possibilities, english))
            return say("没有选项 {name}", english=english, name=error.option_name) + (
                hint if error.possibilities else ""
            )
        case click.MissingParameter():
            return say("缺少参数 {name}", english=english, name=_parameter(error, english))
        case click.BadParameter():
            return _bad_value(error, english)
        case click.BadOptionUsage():
            detail = _usage_detail(error.message, english)
            return say("选项 {name} 用法不对：{detail}", english=english, name=error.option_name, detail=detail)
        case click.FileError():
            reason = error.message
            return say("不能读写文件 {path}：{reason}", english=english, path=error.ui_filename, reason=reason)
        case _:
            return _usage_detail(error.format_message(), english)


def _bad_value(error: click.BadParameter, english: bool) -> str:
    """What is wrong with a value."""
    from gklint.messages import say

    name = _parameter(error, english)
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        words = _either(map(str, kind.choices), english)
        return say("{name} 只能是 {what}", english=english, name=name, what=words)
    if error.message.startswith(_ONLY):
        words = _either(error.message.removeprefix(_ONLY).split("、"), english)
        return say("{name} 只能是 {what}", english=english, name=name, what=words)
    if isinstance(kind, click.IntRange):
        wanted = say("应为不小于 {least} 的整数", english=english, least=kind.min)
    elif isinstance(kind, click.Path) and "is not readable" in error.message:
        wanted = say("没有读取权限", english=english)
    elif isinstance(kind, click.Path) and "does not exist" in error.message:
        path = error.message.partition("'")[2].rpartition("'")[0]
        wanted = say("{path} 不存在", english=english, path=path)
    elif english:
        from gklint.complaints import in_english

        wanted = in_english(error.message)
    else:
        wanted = error.message
    return name + say("：", english=english) + wanted


def _either(words: Iterable[str] | None, english: bool) -> str:
    return (", " if english else "、").join(words or ())


def _parameter(error: click.BadParameter, english: bool) -> str:
    if error.param is None:
        from gklint.messages import say

        return say("参数", english=english)
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("gklint"))


def _usage_detail(message: str, english: bool) -> str:
    from gklint.messages import ENGLISH, say

    if "requires an argument" in message:
        return say("后面要跟一个值", english=english)
    if "does not take a value" in message:
        return say("后面不跟值", english=english)
    if "unexpected extra argument" in message:
        return say("多出了参数：{what}", english=english, what=message.partition("(")[2].rstrip(")"))
    return ENGLISH.get(message, message) if english else message


def _no_command(name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    from gklint.messages import worded

    close = tuple(get_close_matches(name, known))
    if close:
        return worded("没有命令 {name}，是不是想写 {names}？", name=name, names=close)
    return worded("没有命令 {name}；可用的有 {names}", name=name, names=tuple(known))
