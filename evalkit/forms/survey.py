"""The questions of an XLSForm, row by row: names are our ids, so that what comes back needs no mapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from attrs import field, frozen

from evalkit import CONSENT_WORDS, Evaluation, InstrumentUse, Item, ItemType, Message, Text, say
from evalkit.forms.choicelists import Choice, ChoiceLists, Says, choice_name, on_a_phone, saying
from evalkit.forms.columns import FormField, Kind, asked_of, fields_of, missing_of, other_of, version_of
from evalkit.forms.languages import FormLanguage, form_languages

OURS = "evalkit_"
"""How the names begin that are no question: our readers pass over them."""


@frozen(kw_only=True)
class Question:
    """One row of the sheet « survey »."""

    type: str
    name: str = ""
    label: Says | None = None
    hint: Says | None = None
    appearance: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Says | None = None
    calculation: str = ""


@frozen(kw_only=True)
class Survey:
    """A whole form: its questions, lists of choices, languages and settings."""

    id: str
    version: str
    title: Says
    languages: tuple[FormLanguage, ...]
    questions: tuple[Question, ...]
    lists: dict[str, tuple[Choice, ...]] = field(factory=dict)


def survey_of(use: InstrumentUse, evaluation: Evaluation, language: str) -> Survey:
    """The form of an instrument.

    Raises:
        ProblemsFound: E415 where a choice cannot be named.
    """
    writer = _Writer(use, evaluation)
    questions = tuple(writer.questions())
    return Survey(
        id=f"{evaluation.structure.id}_{use.id}",
        version=version_of(use),
        title=saying(use.file.title),
        languages=form_languages(use, evaluation, language),
        questions=questions,
        lists=writer.lists.lists,
    )


class _Writer:
    """Writes the questions of one instrument and gathers its lists on the way."""

    def __init__(self, use: InstrumentUse, evaluation: Evaluation) -> None:
        self.use = use
        self.own = evaluation.language
        self.session, self.rows = fields_of(use, evaluation)
        self.lists = ChoiceLists()
        self._notes = 0

    def questions(self) -> Iterator[Question]:
        """Who we are, the notice, what is said once, the items, then the rows."""
        yield Question(type="calculate", name=f"{OURS}instrument", calculation=f"'{self.use.id}'")
        yield Question(type="calculate", name=f"{OURS}version", calculation=f"'{version_of(self.use)}'")
        if self.use.file.notice:
            yield self._note(saying(self.use.file.notice))
        for one in self.session:
            # A phone numbers what it sends; only where two observers see one meeting must they say which.
            if one.name != "record" or "observer" in self.use.plugin.fields:
                yield self._field(one)
        yield from self._guide()
        yield from self._items()
        if self.use.plugin.layout in ("guide", "flower"):
            yield from self._repeat()
        else:
            for one in self.rows:
                yield self._field(one)

    def _note(self, label: Says) -> Question:
        self._notes += 1
        return Question(type="note", name=f"{OURS}note_{self._notes}", label=label)

    def _label(self, one: FormField) -> Says:
        return lambda lang: one.label(lang, self.own)

    def _field(self, one: FormField) -> Question:
        label = self._label(one)
        if one.kind is Kind.WORDS:
            words = one.words if one.name != "consent" or self.use.plugin.layout == "form" else CONSENT_WORDS
            listed = self.lists.of(one.name, words)
            look = "minimal autocomplete" if one.name == "marker" else ""
            return Question(type=f"select_one {listed}", name=one.name, label=label, appearance=look)
        if one.kind is Kind.WHOLE:
            message = _says(say("Un nombre entier, 0 ou plus."))
            return Question(type="integer", name=one.name, label=label, constraint=". >= 0", constraint_message=message)
        if one.kind is Kind.DATE:
            # A person who answers for herself is not asked the day.
            asked = self.use.file.unit != "person"
            return Question(type="date" if asked else "today", name=one.name, label=label if asked else None)
        look = "multiline" if one.name in ("text", "dissent") else ""
        return Question(
            type="text", name=one.name, label=label, appearance=look, required=one.name in ("record", "observer")
        )

    def _guide(self) -> Iterator[Question]:
        """The themes of an interview guide, with their prompts."""
        for theme in getattr(self.use.plugin, "themes", ()):
            yield self._note(partial(_prompts, theme.label, theme.prompts))

    def _items(self) -> Iterator[Question]:
        section = ""
        blocks = 0
        for (said, question, scale), block in groupby(asked_of(self.use), key=_block):
            items = list(block)
            if said and said != section:
                section = said
                yield self._note(partial(_heading, items[0].section))
            if question and scale and len(items) > 1:
                blocks += 1
                yield from self._likert(items, blocks)
            else:
                for item in items:
                    yield from self._item(item)

    def _likert(self, items: Sequence[Item], number: int) -> Iterator[Question]:
        """A block of questions on one scale: its answers stand once, above."""
        stem, listed = items[0].question, self._list(items[0])
        yield Question(type="begin_group", name=f"{OURS}block_{number}", appearance="field-list")
        yield Question(
            type=f"select_one {listed}", name=f"{OURS}scale_{number}", label=saying(stem),
            appearance="label",
        )  # fmt: skip
        for item in items:
            yield Question(
                type=f"select_one {listed}", name=_name(item), appearance="list-nolabel", label=saying(item.label)
            )
        yield Question(type="end_group")

    def _list(self, item: Item) -> str:
        return self.lists.of(item.scale or item.id, item.categories, missing_of(item, self.use), item.missing)

    def _item(self, item: Item) -> Iterator[Question]:
        def label(lang: FormLanguage) -> str:
            stem, said = lang.text(item.question), lang.text(item.label)
            return f"{stem} {said}" if stem else said

        name = _name(item)
        if item.type is ItemType.CHOICES:
            listed = self.lists.of(item.id, item.categories)
            alone = _none(item)
            yield Question(
                type=f"select_multiple {listed}", name=name, label=label, constraint=_alone(alone),
                constraint_message=_says(say("Cette réponse se coche seule.")) if alone else None,
            )  # fmt: skip
            yield from self._without(item, name, say("Si rien n’est coché"))
        elif item.type is ItemType.NUMBER:
            yield self._number(item, name, label)
            yield from self._without(item, name, say("S’il n’y a pas de nombre à donner"))
        elif item.type.closed:
            yield Question(type=f"select_one {self._list(item)}", name=name, label=label)
        else:
            kind = "date" if item.type is ItemType.DATE else "text"
            yield Question(type=kind, name=name, label=label, appearance="multiline" if kind == "text" else "")
        other = other_of(item)
        if other is not None:
            yield Question(
                type="text", name=f"{name}_other_text", hint=saying(other.label),
                label=lambda lang: lang.say(say("{question} – autre", question=label(lang))),
                relevant=f"selected(../{name}, '{choice_name(other, item.id)}')",
            )  # fmt: skip

    def _number(self, item: Item, name: str, label: Says) -> Question:
        low, high = item.minimum, item.maximum
        bounds = [f". >= {low:g}"] if low is not None else []
        bounds += [f". <= {high:g}"] if high is not None else []
        if low is not None and high is not None:
            message = say("Un nombre de {low} à {high}.", low=f"{low:g}", high=f"{high:g}")
        elif low is not None:
            message = say("Un nombre de {low} ou plus.", low=f"{low:g}")
        else:
            message = say("Un nombre de {high} ou moins.", high=f"{high:g}" if high is not None else "")
        return Question(
            type="decimal", name=name, label=label, hint=saying(item.unit) if item.unit else None,
            constraint=" and ".join(bounds), constraint_message=_says(message) if bounds else None,
        )  # fmt: skip

    def _without(self, item: Item, name: str, hint: Message) -> Iterator[Question]:
        """Why there is no answer, where the instrument tells ways of having none. Not among the choices: tools split
        several choices into columns, and a number is no choice. The question bears the same name in a group of its own
        (hence a path, not ${}, which wants one name), and the same label: what comes back is read as one column.
        """
        missing = on_a_phone(missing_of(item, self.use))
        if not missing:
            return
        listed = self.lists.of("missing", (), missing, item.missing)
        self._notes += 1
        yield Question(type="begin_group", name=f"{OURS}without_{self._notes}", relevant=f"../{name} = ''")
        yield Question(type=f"select_one {listed}", name=name, hint=_says(hint), label=saying(item.label))
        yield Question(type="end_group")

    def _repeat(self) -> Iterator[Question]:
        """One turn for each row: an excerpt of an interview, a position of a session."""
        interview = self.use.plugin.layout == "guide"
        title = say("Extrait") if interview else say("Position sur un marqueur")
        if interview:
            unexpected = say("Un extrait qui ne va avec aucun marqueur est gardé : laissez le marqueur vide.")
            yield self._note(_says(unexpected))
        # Nothing of ours stands inside: tools write the repeat's name before that of its questions.
        yield Question(type="begin_repeat", name="excerpts" if interview else "positions", label=_says(title))
        for one in self.rows:
            asked = self._field(one)
            if one.name == "tone":
                asked = _required(asked, "${marker} != ''")
            elif one.name in ("position", "phase") or (one.name == "marker" and not interview):
                asked = _required(asked, "")
            yield asked
        yield Question(type="end_repeat")


def _block(item: Item) -> tuple[str, str, str]:
    """What items of one Likert block have in common."""
    return item.section, item.question, item.scale if item.type is ItemType.SCALE else ""


def _name(item: Item) -> str:
    """The id; XML wants it to begin with a letter or an underscore."""
    return f"_{item.id}" if item.id[0].isdigit() else item.id


def _none(item: Item) -> list[str]:
    return [choice_name(c, item.id) for c in item.categories if c.code == "none"]


def _alone(names: Sequence[str]) -> str:
    """Some choices go with no other."""
    return " and ".join(f"not(selected(., '{name}') and count-selected(.) > 1)" for name in names)


def _heading(section: Text, lang: FormLanguage) -> str:
    return f"## {lang.text(section)}"


def _prompts(label: Text, prompts: Sequence[Text], lang: FormLanguage) -> str:
    """A theme of a guide, and under it what keeps the talk going."""
    return "\n".join((f"**{lang.text(label)}**", *(f"– {lang.text(prompt)}" for prompt in prompts)))


def _says(message: Message) -> Says:
    return lambda lang: lang.say(message)


def _required(question: Question, relevant: str) -> Question:
    return Question(
        type=question.type, name=question.name, label=question.label, appearance=question.appearance, required=True,
        relevant=relevant,
    )  # fmt: skip
