"""The plugins of one run: found, checked, called one by one, and blamed by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import pluggy

from evalkit.core.evaluation import Evaluation
from evalkit.core.interfaces import FormWriter, Instrument, Output, Reader, Scorer, Synthesis
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.core.published import Published, Table
from evalkit.plugins import approval, blame, hookspecs, sources
from evalkit.plugins.builtin import BUILTIN
from evalkit.plugins.conformity import KINDS, faults
from evalkit.plugins.guarding import guarded
from evalkit.plugins.registry import Provider, Registry, Taken


class Plugins:
    """All plugins of one run. There is no global one: two runs in one process know nothing of each other.

    ``local`` are the files listed under ``plugins:``, relative to ``folder``; ``approved`` the fingerprints (sha256)
    that may be loaded, by default those that this person approved on this computer. ``installed=False`` leaves
    installed distributions aside. What went wrong is in ``problems`` (E301 to E307, W301): nothing is raised here, so
    that the faults of plugins can be shown together with those of the project's files.

    ``instruments``, ``scorers``, ``readers``, ``syntheses``, ``forms`` and ``outputs`` are mappings from name to class.
    """

    problems: tuple[Problem, ...]
    providers: tuple[Provider, ...]
    instruments: Registry[type[Instrument]]
    scorers: Registry[type[Scorer]]
    readers: Registry[type[Reader]]
    syntheses: Registry[type[Synthesis]]
    forms: Registry[type[FormWriter]]
    outputs: Registry[type[Output]]

    def __init__(
        self,
        *,
        folder: Path | None = None,
        local: Sequence[str] = (),
        approved: Iterable[str] | None = None,
        installed: bool = True,
        builtin: Sequence[str] = BUILTIN,
    ) -> None:
        self._manager = pluggy.PluginManager("evalkit")
        self._manager.add_hookspecs(hookspecs)
        self._hooks = tuple(sorted(name for name in vars(hookspecs) if name.startswith("evalkit_")))
        self._provider: dict[str, Provider] = {}
        self._found: list[Problem] = []
        for found in sources.builtins(builtin):
            self._admit(*found)
        for found in sources.installed() if installed else ():
            self._admit(*found)
        if local:
            known = approval.approved() if approved is None else dict.fromkeys(approved, "")
            for found in sources.listed(folder or Path(), local, known):
                self._admit(*found)
        self.providers = tuple(self._provider.values())
        registries = {kind: self._collected(kind) for kind in KINDS}
        self.instruments = registries["instruments"]
        self.scorers = registries["scorers"]
        self.readers = registries["readers"]
        self.syntheses = registries["syntheses"]
        self.forms = registries["forms"]
        self.outputs = registries["outputs"]
        self._registries: Mapping[str, Registry[Any]] = registries
        self.problems = in_order(self._found)

    def of(self, kind: str) -> Registry[Any]:
        """What was given of one kind, named as the attribute is: ``instruments``, ``scorers`` and so on."""
        return self._registries[kind]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of classes that plugins give."""
        return tuple(self._registries)

    def answering(self, kind: str) -> tuple[Provider, ...]:
        """Who gives something of this kind, ``checks`` and ``sheets`` too, which are functions and no classes."""
        return tuple(provider for provider, _ in self._implementations(f"evalkit_{kind}"))

    def default_outputs(self) -> tuple[str, ...]:
        """The outputs that act where ``outputs:`` names none: all but those of installed plugins."""
        return tuple(name for name in self.outputs if self.outputs.provider(name).origin != "installed")

    @contextmanager
    def calling(self, kind: str, name: str) -> Iterator[None]:
        """Around any call of a plugin's class: where a plugin from outside breaks, it is named.

        Raises:
            ProblemsFound: with E305, from the plugin's own error. A built-in's error is ours and passes through.
        """
        with self._blaming(self._registries[kind].provider(name), f"{kind}: {name}"):
            yield

    def sheets(
        self,
        published: Published,
        names: Sequence[str] | None = None,
        where: Callable[[str], Location | None] = lambda _name: None,
    ) -> tuple[Table, ...]:
        """The tables that plugins add to a workbook, by name.

        *names* are those of ``sheets:``; None for those of built-in and local plugins. An installed plugin is called
        only where one of its sheets is named. ``where`` says where a name is written.

        Raises:
            ProblemsFound: with every plugin that broke (E305), gave what is no sheet of its own (E304) or a name twice
                (E303), and every name that nobody gives (E114).
        """
        given: Registry[Table] = Registry()
        problems: list[Problem] = []
        for provider, implementation in self._implementations("evalkit_sheets"):
            prefix = _prefix(provider)
            if names is None and provider.origin == "installed":
                continue
            if names is not None and provider.origin != "builtin" and not any(n.startswith(prefix) for n in names):
                continue
            try:
                for table in self._answer(provider, implementation, {"published": published}):
                    if provider.origin != "builtin" and not getattr(table, "name", "").startswith(prefix):
                        fault = say("le nom d’une feuille commence par « {prefix} »", prefix=prefix)
                        problems.append(blame.unfit(provider, "sheets", table, fault))
                        continue
                    given.add(table.name, table, provider)
            except ProblemsFound as found:
                problems += found.problems
            except Taken as taken:
                problems.append(blame.duplicate("sheets", taken))
        problems += [blame.unknown_sheet(name, tuple(given), where(name)) for name in names or () if name not in given]
        if problems:
            raise ProblemsFound(problems)
        return tuple(given[name] for name in given if names is None or name in names)

    def checks(self, evaluation: Evaluation) -> tuple[Problem, ...]:
        """What the house rules say of an evaluation, and which of them broke."""
        problems: list[Problem] = []
        for provider, implementation in self._implementations("evalkit_checks"):
            try:
                for problem in self._answer(provider, implementation, {"evaluation": evaluation}):
                    fault = say("une règle rend des « Problem »")
                    fits = isinstance(problem, Problem)
                    problems.append(problem if fits else blame.unfit(provider, "checks", problem, fault))
            except ProblemsFound as found:
                problems += found.problems
        return in_order(problems)

    def provenance(self, used: Iterable[tuple[str, str]] = (), sheets: Iterable[str] = ()) -> tuple[Provider, ...]:
        """Who made the results: evalkit, the local plugins, and the installed ones of what was *used*, as (kind, name).

        An installed plugin that nothing used is left out, since it changed nothing. Sorted.
        """
        kept = {self._registries[kind].provider(name) for kind, name in used}
        for provider in self.providers:
            own_sheet = any(name.startswith(_prefix(provider)) for name in sheets)
            if provider.origin == "local" or (provider.origin == "installed" and own_sheet):
                kept.add(provider)
        outside = sorted((p for p in kept if p.origin != "builtin"), key=str)
        ours = Provider(
            name="evalkit", origin="builtin", distribution=sources.DISTRIBUTION, version=sources.own_version()
        )
        return (ours, *outside)

    def _admit(self, provider: Provider, loaded: object) -> None:
        """Register one plugin, or keep what is wrong with it and leave it out."""
        if isinstance(loaded, Problem):
            self._found.append(loaded)
            return
        key = f"{provider.distribution}:{provider.name}"
        known = self._manager.get_name(loaded)
        if known is not None:
            self._found.append(blame.duplicate("plugins", Taken(provider.name, self._provider[known], provider)))
            return
        for name in self._unmarked(loaded):
            self._found.append(blame.hook_misused(provider, name, say("il lui manque la marque « @hookimpl »")))
        try:
            self._manager.register(loaded, name=key)
            self._manager.check_pending()
        except pluggy.PluginValidationError:
            self._found += self._refused(provider, loaded)
            self._manager.unregister(name=key)
            return
        except ValueError:
            taken = Taken(provider.name, self._provider[key], provider)
            self._found.append(blame.duplicate("plugins", taken))
            return
        if not self._manager.get_hookcallers(loaded):
            self._found.append(blame.gives_nothing(provider))
        self._provider[key] = provider

    def _unmarked(self, loaded: object) -> list[str]:
        """Functions that are called like a hook but carry no mark: pluggy would pass over them in silence."""
        named = (name for name in dir(loaded) if name in self._hooks)
        return [name for name in named if self._manager.parse_hookimpl_opts(loaded, name) is None]

    def _refused(self, provider: Provider, loaded: object) -> Iterator[Problem]:
        """Each hook that made pluggy refuse a plugin."""
        for name in dir(loaded):
            if self._manager.parse_hookimpl_opts(loaded, name) is None:
                continue
            if name not in self._hooks:
                yield blame.unknown_hook(provider, name, self._hooks)
                continue
            asked = tuple(inspect.signature(getattr(hookspecs, name)).parameters)
            if set(inspect.signature(getattr(loaded, name)).parameters) - set(asked):
                said = say("ses paramètres sont ({parameters})", parameters=", ".join(asked))
                yield blame.hook_misused(provider, name, said)

    def _implementations(self, hook: str) -> Iterator[tuple[Provider, pluggy.HookImpl]]:
        for implementation in reversed(getattr(self._manager.hook, hook).get_hookimpls()):
            yield self._provider[implementation.plugin_name], implementation

    def _answer(self, provider: Provider, implementation: pluggy.HookImpl, values: Mapping[str, object]) -> list[Any]:
        """What one implementation gives, wholly consumed so that a generator breaks here and nowhere else."""
        with self._blaming(provider, implementation.function.__name__):
            given = implementation.function(*(values[name] for name in implementation.argnames))
            return list(cast("Iterable[Any]", given))

    @contextmanager
    def _blaming(self, provider: Provider, doing: str) -> Iterator[None]:
        try:
            yield
        except ProblemsFound:
            raise
        except (Exception, SystemExit) as error:
            if provider.origin == "builtin":
                raise
            raise ProblemsFound([blame.failed(provider, doing, error)]) from error

    def _collected(self, kind: str) -> Registry[Any]:
        """What all plugins give of one kind, each class held against its interface."""
        registry: Registry[Any] = Registry()
        for provider, implementation in self._implementations(f"evalkit_{kind}"):
            try:
                given = self._answer(provider, implementation, {})
            except ProblemsFound as found:
                self._found += found.problems
                continue
            for one in given:
                wrong = [blame.unfit(provider, kind, one, fault) for fault in faults(kind, one)]
                self._found += wrong
                if wrong:
                    continue
                try:
                    registry.add(one.name, self._guarded(kind, one, provider), provider)
                except Taken as taken:
                    self._found.append(blame.duplicate(kind, taken))
        return registry

    def _guarded(self, kind: str, given: type, provider: Provider) -> type:
        """The class as it is, or, of a plugin from outside, one whose answers are blamed on it."""
        if provider.origin == "builtin":
            return given
        doing = f"{kind}: {given.name}"  # type: ignore[attr-defined]
        return guarded(
            kind, given, partial(self._blaming, provider, doing), partial(blame.unfit, provider, kind, given)
        )


def _prefix(provider: Provider) -> str:
    """What the names of a plugin's tables begin with."""
    return Path(provider.name).stem.replace("-", "_") + "_"
