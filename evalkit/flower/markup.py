"""SVG as text: escaped words, rounded numbers, elements; the only room that writes angle brackets."""

import re

# What XML 1.0 cannot carry at all, escaped or not; a lone surrogate could not even be encoded.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without what XML forbids."""
    return _FORBIDDEN.sub("", text)


def words(text: str) -> str:
    """Text as character data or attribute value, without what XML forbids."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def number(value: float) -> str:
    """At most two decimals and never « -0 », so that the last bits of a sine cannot change a byte."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(tag: str, *children: str, **attributes: str | float | None) -> str:
    """One element; `stroke_width` becomes `stroke-width`, `class_` becomes `class`, None is left out."""
    text = f"<{tag}"
    for name, value in attributes.items():
        if value is not None:
            shown = words(value) if isinstance(value, str) else number(value)
            text += f' {name.rstrip("_").replace("_", "-")}="{shown}"'
    body = "".join(children)
    return f"{text}>{body}</{tag}>" if body else f"{text}/>"


def points(*values: float) -> str:
    """Coordinates of a path, separated by spaces."""
    return " ".join(number(value) for value in values)
