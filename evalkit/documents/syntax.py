"""What went wrong where a text is no YAML, and the line as it should have been written.

French text invites a handful of mistakes: « mot : suite » without quotes, an apostrophe between apostrophes, a tab, a
first character that YAML keeps for itself. Each has its candidate correction; the one after which the parser gets
further is the right one, and reading goes on with it, so that the faults that follow are found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from evalkit.core.message import Message, say, say_n
from evalkit.core.problems import Location, Problem
from evalkit.documents.composing import Unreadable
from evalkit.documents.writing import plain_is_safe, quoted, scalar

_BLOCK = re.compile(r"^(?P<head>\s*(?:- +)*[^\s:#\[\]{},\"'&*!|>%@`-][^:#{}\[\],]*:[ ]+)(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"^(?P<head>\s*(?:- +)+)(?P<value>\S.*?)\s*$")
_GLUED = re.compile(r"^(?P<head>\s*(?:- +)*[\w-]+:)(?P<rest>[^\s/].*)$")
_FLOW = re.compile(
    r"(?P<head>(?<=[{,\[\s])[\w-]+:[ ]+)(?P<value>(?!\s)[^,{}\[\]]*?(?:,(?!\s*[\w-]+:\s)[^,{}\[\]]*?)*)"
    r"(?=\s*,\s*[\w-]+:\s|\s*[}\]])"
)
_COMMENT = re.compile(r"\s+#\s.*$")
_UNPARTED = re.compile(
    r"(?<=[^\s,{\[])(?=\s+(?:id|code|label|type|scale|choices|question|also|unit|min|max|name|agree|attested_from|items"
    r"|instrument|scorer|join|missing|value|source|note|text|reverse): )"
)
_CLOSERS = {"[": "]", "{": "}"}

_UNREAD = say("Cette ligne ne se lit pas : l’écriture du fichier est rompue ici ou juste avant.")
_LOOK = say("Vérifiez le retrait, les deux-points, les guillemets et les crochets de cette ligne et de la précédente.")
_KEY_AND_VALUE = say("Une ligne s’écrit « clé: valeur », ou « - valeur » dans une liste.")


@frozen(kw_only=True)
class Correction:
    """A line as it may have been meant: its number from 1, its words, and why."""

    line: int
    text: str
    reason: Message


def corrections(error: Unreadable, lines: tuple[str, ...]) -> Iterator[Correction]:
    """The lines that may mend an error, the likeliest first."""
    numbers = [error.start[0], error.line, error.line - 1]
    for number in range(min(error.line, len(lines)), max(0, error.line - 30), -1):
        if _opens_a_quote(lines[number - 1]):
            numbers.append(number)
            break
    for number in dict.fromkeys(numbers):
        if 1 <= number <= len(lines):
            for text, reason in _rewritten(lines, number):
                if text != lines[number - 1]:
                    yield Correction(line=number, text=text, reason=reason)
    for number in dict.fromkeys((error.start[0], error.line)):
        if 1 <= number <= len(lines) and lines[number - 1].strip():
            yield Correction(line=number, text="", reason=_UNREAD)  # nothing to propose, but the rest can be read


def explained(error: Unreadable, path: str, lines: tuple[str, ...], correction: Correction | None) -> Problem:
    """The problem as a person can mend it, at the first character that differs from the corrected line."""
    if correction is None or not correction.text:
        line = correction.line if correction else min(error.line, len(lines)) or 1
        column = error.column if line == error.line else error.start[1] if line == error.start[0] else 1
        if "':'" in error.token:
            message = say("Cette ligne n’a pas ses deux-points.")
            return Problem("E104", message, Location(path=path, line=line, column=column), _KEY_AND_VALUE)
        return Problem("E104", _UNREAD, Location(path=path, line=line, column=column), _LOOK)
    before = lines[correction.line - 1]
    column = next((i for i, (a, b) in enumerate(zip(before, correction.text)) if a != b), len(before)) + 1
    where = Location(path=path, line=correction.line, column=column)
    if before.strip() == correction.text.strip():
        return Problem("E104", correction.reason, where, moved(correction.text))
    return Problem("E104", correction.reason, where, typed(correction.text))


def moved(line: str) -> Message:
    """The hint that shows a line with the spaces that it begins with."""
    n = len(line) - len(line.lstrip())
    if n == 0:
        return say("Écrivez, sans espace devant : {line}", line=line.strip())
    return say_n("Écrivez, avec {n} espace devant : {line}", "Écrivez, avec {n} espaces devant : {line}", n,
                 line=line.strip())  # fmt: skip


def typed(line: str) -> Message:
    """The hint that shows a line as it should be typed."""
    return say("Écrivez : {line}", line=line.strip())


def _rewritten(lines: tuple[str, ...], number: int) -> Iterator[tuple[str, Message]]:
    line = lines[number - 1]
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" in lead:
        reason = say("Cette ligne commence par une tabulation : le retrait se fait avec des espaces.")
        yield lead.replace("\t", "  ") + line.lstrip(), reason
        yield _siblings_indent(lines, number) + line.lstrip(), reason
    glued = _GLUED.match(line)
    if glued:
        yield (
            f"{glued['head']} {glued['rest']}",
            say("Après le nom d’une clé et ses deux-points, il faut une espace."),
        )
    dashed = re.match(r"(\s*)-(?=[^\s-])", line)
    if dashed:
        yield line[: dashed.end()] + " " + line[dashed.end() :], say("Après le tiret d’une liste, il faut une espace.")
    if "{" in line and _UNPARTED.search(line):
        yield _UNPARTED.sub(",", line), say("Il manque une virgule entre deux clés.")
    if number < len(lines) and len(_indent(lines[number])) > len(lead) and line.rstrip()[-1:] not in ",[{:":
        yield line.rstrip() + ",", say("Il manque une virgule à la fin de cette ligne.")
    yield from _closed(line)
    yield from _quoted(line)
    reason = say("Le retrait de cette ligne ne suit pas celui des lignes voisines.")
    for indent in _open_indents(lines, number):
        yield indent + line.lstrip(), reason


def _quoted(line: str) -> Iterator[tuple[str, Message]]:
    """The line with the texts that need quotes between quotes."""
    comment = _COMMENT.search(line)
    body, tail = (line[: comment.start()], comment.group()) if comment else (line, "")
    in_flow = _FLOW.sub(_flow_value, body)
    if in_flow != body:
        first = next(m["value"] for m in _FLOW.finditer(body) if _flow_value(m) != m.group())
        yield in_flow + tail, why(first)
    for pattern in (_BLOCK, _ITEM):
        match = pattern.match(body)
        if match and not plain_is_safe(match["value"]):
            yield match["head"] + quoted(_inner(match["value"])) + tail, why(match["value"])


def _flow_value(match: re.Match[str]) -> str:
    value = match["value"]
    if not value or plain_is_safe(value, flow=True) or (value[0] in "\"'" and value[-1] == value[0] and len(value) > 1):
        return match.group()
    return match["head"] + scalar(_inner(value), flow=True)


def _inner(value: str) -> str:
    """What was meant between quotes that do not close as they should."""
    mark = value[0]
    if mark not in "\"'":
        return value
    rest = value[1:-1] if len(value) > 1 and value[-1] == mark else value[1:]
    second = value.find(mark, 1)
    closes = 0 < second < len(value) - 1 and value[second - 1] != " " and not value[second + 1].isalnum()
    return value if closes or (value[-1] != mark and mark in rest) else rest


def _closed(line: str) -> Iterator[tuple[str, Message]]:
    """The line with the brackets that it opens closed, or without those that it closes once too often."""
    stack: list[str] = []
    mark = ""
    for i, char in enumerate(line):
        if mark:
            mark = "" if char == mark else mark
        elif char in "\"'" and (i == 0 or line[i - 1] in " [{,"):
            mark = char
        elif char == "#" and (i == 0 or line[i - 1] == " "):
            break
        elif char in _CLOSERS:
            stack.append(_CLOSERS[char])
        elif char in _CLOSERS.values():
            if not stack:
                yield line[:i] + line[i + 1 :], say("« {char} » ferme ce qui n’a pas été ouvert.", char=char)
                return
            if stack[-1] != char:
                yield line[:i] + stack[-1] + line[i:], say("Il manque « {char} » sur cette ligne.", char=stack[-1])
                return
            stack.pop()
    if stack and not mark:
        missing = "".join(reversed(stack))
        comment = _COMMENT.search(line)
        cut = comment.start() if comment else len(line.rstrip())
        yield line[:cut].rstrip(", ") + missing + line[cut:], say("Il manque « {char} » sur cette ligne.", char=missing)


def _opens_a_quote(line: str) -> bool:
    match = _BLOCK.match(line)
    value = match["value"] if match else ""
    return value[:1] in ("'", '"') and (len(value) == 1 or not value.endswith(value[0]))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _before(lines: tuple[str, ...], number: int) -> Iterator[str]:
    """The lines above that say something, the nearest first."""
    return (line for line in reversed(lines[: number - 1]) if line.strip() and not line.lstrip().startswith("#"))


def _siblings_indent(lines: tuple[str, ...], number: int) -> str:
    return next((_key_indent(line) for line in _before(lines, number)), "")


def _key_indent(line: str) -> str:
    dash = re.match(r"\s*(?:- +)*", line)
    return " " * len(dash.group()) if dash else ""


def _open_indents(lines: tuple[str, ...], number: int) -> Iterator[str]:
    """The indents at which the line could stand: those of the keys and dashes above it."""
    seen = {_indent(lines[number - 1])}
    narrowest = 1000
    for line in _before(lines, number):
        for indent in (_key_indent(line), _indent(line)):
            if indent not in seen and len(indent) <= narrowest:
                seen.add(indent)
                yield indent
        narrowest = min(narrowest, len(_indent(line)))
        if narrowest == 0:
            return


_SPECIAL = {
    "*": say("Un texte qui commence par « * » se met entre guillemets."),
    "&": say("Un texte qui commence par « & » se met entre guillemets."),
    "@": say("Un texte qui commence par « @ » se met entre guillemets."),
    "%": say("Un texte qui commence par « % » se met entre guillemets."),
    "`": say("Un texte qui commence par « ` » se met entre guillemets."),
    "!": say("Un texte qui commence par « ! » se met entre guillemets."),
    "|": say("Un texte qui commence par « | » se met entre guillemets."),
    ">": say("Un texte qui commence par « > » se met entre guillemets."),
    "[": say("Un texte qui commence par « [ » se met entre guillemets."),
    "{": say("Un texte qui commence par « {brace} » se met entre guillemets.", brace="{"),
    "-": say("Un texte qui commence par un tiret se met entre guillemets."),
    "?": say("Un texte qui commence par « ? » se met entre guillemets."),
    "#": say("Un texte qui commence par « # » se met entre guillemets : sinon, il n’est pas lu."),
    "'": say("Un texte entre apostrophes ne peut pas contenir d’apostrophe : mettez-le entre guillemets."),
    '"': say("Les guillemets de ce texte ne se referment pas où il faut."),
}


def why(value: str) -> Message:
    """Why a text needs quotes."""
    if value[:1] in _SPECIAL:
        return _SPECIAL[value[0]]
    if ": " in value or value.endswith(":"):
        return say("Un texte qui contient « : » suivi d’une espace se met entre guillemets.")
    if " #" in value:
        return say("Un texte qui contient « # » se met entre guillemets : sinon, la suite n’est pas lue.")
    if "," in value:
        return say("Une virgule coupe le texte entre accolades ou crochets : mettez-le entre guillemets.")
    return say("Ce texte se met entre guillemets.")
