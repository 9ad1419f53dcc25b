"""Click's command, group and option: help and faults in the reader's language, commands loaded when they are called."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from evalkit.cli.session import Session
from evalkit.cli.statuses import INTERRUPTED, USAGE
from evalkit.cli.words import _
from evalkit.languages import languages

if TYPE_CHECKING:
    Examples = Sequence[tuple[str, str]]


class Option(click.Option):
    """An option whose help is a French sentence, shown in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What help shows of it."""
        shown = copy.copy(self)
        say = session_of(ctx).say
        shown.help = say(self.help) if self.help else None
        shown.metavar = say(self.metavar) if self.metavar else None
        return click.Option.get_help_record(shown, ctx)


class _Help:
    """How help is laid out, for commands and groups alike: usage, what it does, options, examples."""

    examples: Examples = ()
    _help: Option | None = None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """« Usage : », with the option marker translated."""
        say = session_of(ctx).say
        pieces = [say(_("[OPTIONS]")), *self._arguments(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say(_("Usage : ")))

    def _arguments(self, ctx: click.Context) -> list[str]:
        say = session_of(ctx).say
        arguments = [p for p in ctx.command.get_params(ctx) if isinstance(p, click.Argument)]
        found = [say(argument.make_metavar(ctx)) for argument in arguments]
        if isinstance(ctx.command, LazyGroup):
            found += [f"{say(ctx.command.takes)} |"] if ctx.command.takes else []
            found.append(say(_("COMMANDE [ARGUMENTS]…")))
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            if ctx.command.help:
                formatter.write_text(session_of(ctx).say(ctx.command.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, then, of a group, its commands."""
        say = session_of(ctx).say
        options = [parameter for parameter in ctx.command.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for shown in options if (record := shown.get_help_record(ctx)) is not None]
        with formatter.section(_headed(say(_("Options")), ctx)):
            formatter.write_dl(records)
        if isinstance(ctx.command, LazyGroup):
            with formatter.section(_headed(say(_("Commandes")), ctx)):
                formatter.write_dl([(name, say(line)) for name, (_module, line) in ctx.command.lazy.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, each with what it does."""
        say = session_of(ctx).say
        with formatter.section(_headed(say(_("Exemples")), ctx)):
            for typed, does in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{typed}\n")
                formatter.write(f"{'':>{formatter.current_indent + 4}}{say(does)}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002  (click's signature)
        """``--help`` or ``-h``, said in the reader's language.

        Always the same object: click compares parameters by identity.
        """
        if self._help is None:
            self._help = Option(
                ["-h", "--help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=_("Montrer cette aide."),
                callback=_show_help,
            )
        return self._help


class Command(_Help, click.Command):
    """A command. ``examples`` are pairs of a line to type and what it does."""

    def __init__(self, *args: Any, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's own, with our sentence for what is too much."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(session_of(ctx).say(_("En trop : {args}"), args=" ".join(rest)), ctx)
        return rest


class LazyGroup(_Help, click.Group):
    """A group that imports a command's module only when the command is called.

    ``lazy`` gives, for each name, the module (whose ``command`` it is) and the line that help shows; ``takes`` is what
    may stand in a command's place.
    """

    takes = ""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (same)
        """The names, in the order in which a year needs them."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (same)
        """The command of this name, imported now."""
        if cmd_name not in self.lazy:
            return None
        command: click.Command = import_module(self.lazy[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, or our sentence for one that is not known."""
        name = args[0]
        if name in self.lazy or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from evalkit.core.names import nearest

        say = session_of(ctx).say
        message = say(_("La commande « {name} » n’existe pas."), name=name)
        near = nearest(name, self.lazy)
        if near:
            message += " " + say(_("Vouliez-vous dire « {near} » ?"), near=near)
        raise click.UsageError(message, ctx)


class Program(LazyGroup):
    """The whole command line: whatever happens in it ends in one of the statuses of CONTRACT, never in a traceback."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run, and leave the interpreter with the status; it is called `evalkit`, whatever was typed."""
        typed = list(sys.argv[1:] if args is None else args)
        session = Session(typed)
        stdout = sys.stdout
        extra |= {"prog_name": "evalkit", "standalone_mode": False, "obj": session}
        try:
            status = super().main(args, **extra)
        except click.ClickException as error:
            status = _misused(error, session)
        except (click.Abort, KeyboardInterrupt):
            session.warn(session.say(_("Interrompu : rien n’a été écrit à moitié.")))
            status = INTERRUPTED
        except SystemExit:
            # Click leaves so where whoever read us has gone, once it has silenced the streams: nothing is wrong then.
            if sys.stdout is stdout:
                raise
            status = 0
        except Exception as error:  # noqa: BLE001  (the one place where nothing may pass)
            from evalkit.cli.faults import fault

            status = fault(error, session, debug=bool(os.environ.get("EVALKIT_DEBUG")))
        sys.exit(status if isinstance(status, int) else 0)


def _headed(title: str, ctx: click.Context) -> str:
    """A title before click's own colon, with the space that the language sets there."""
    return session_of(ctx).pair(title, "").rstrip(" :")


def session_of(ctx: click.Context) -> Session:
    """The session of the call; help made outside of one speaks the system's language."""
    found = ctx.find_object(Session)
    return found if found is not None else Session(())


def option(*names: str, help: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: A002  (click's own word)
    """An option with French help."""
    return click.option(*names, help=help, cls=Option, **settings)


def common(command: Callable[..., int]) -> Callable[..., int]:
    """The options that every command has; they are kept in the session, which is the command's first argument."""

    def keep(name: str, *, turned: bool = False) -> Callable[[click.Context, click.Parameter, bool], None]:
        def callback(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
            if value:
                setattr(session_of(ctx), name, not turned)

        return callback

    flags: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}
    decorated = click.pass_obj(command)
    for decorate in reversed(
        (
            option(
                "--json", help=_("Donner le résultat en JSON sur la sortie standard."), callback=keep("json"), **flags
            ),
            option(
                "--lang",
                help=_("Langue des messages et des sorties."),
                type=click.Choice(languages()),
                expose_value=False,
            ),
            option("--quiet", help=_("Ne dire que ce qui ne va pas."), callback=keep("quiet"), **flags),
            option("--strict", help=_("Traiter les remarques comme des problèmes."), callback=keep("strict"), **flags),
            option(
                "--no-local-plugins",
                help=_("Ne charger aucune extension du dossier."),
                callback=keep("local_plugins", turned=True),
                **flags,
            ),
        )
    ):
        decorated = decorate(decorated)
    return decorated


def _show_help(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from evalkit.cli.screen import fitting

        click.echo(fitting(ctx.get_help(), sys.stdout))
        ctx.exit()


def _misused(error: click.ClickException, session: Session) -> int:
    """What is said of a command line that cannot be understood."""
    from evalkit.cli.misuse import sentence

    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        session.warn(ctx.get_usage())
    session.warn(sentence(error, session))
    command = ctx.command_path if ctx is not None else "evalkit"
    session.warn(session.say(_("Aide : {command} --help"), command=command))
    return USAGE
