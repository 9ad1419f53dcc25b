"""The making of a page: the template filled, the style and the script sealed by their hashes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import jinja2
from attrs import frozen
from markupsafe import Markup

from evalkit.core.published import Masked
from evalkit.flower import font_face
from evalkit.languages import Language

FOLDER: Final = Path(__file__).parent


@frozen(kw_only=True)
class Sheet:
    """The paper a page is printed on: its size as CSS writes it, and the words that run on each printed page.

    ``head`` and ``stamps`` stand on top (left, right), ``foot`` at the bottom left; the page's number at the right.
    """

    size: str = "A4 portrait"
    margin: str = "20mm 16mm 18mm"
    head: str = ""
    stamps: str = ""
    foot: str = ""
    numbered: bool = True

    def css(self) -> str:
        """The rules of the printed page."""
        boxes = {
            "top-left": quoted_for_css(self.head),
            "top-right": quoted_for_css(self.stamps),
            "bottom-left": quoted_for_css(self.foot),
            "bottom-right": "counter(page) ' / ' counter(pages)" if self.numbered else '""',
        }
        said = "".join(f"@{place}{{content:{words}}}" for place, words in boxes.items() if words != '""')
        # The words that matter must not be squeezed by a long name: margin boxes share the width of the page.
        shared = "font-family:'Atkinson Hyperlegible',Arial,sans-serif;font-size:7.5pt;color:#4f4943;"
        said = said.replace("{content", "{" + shared + "content").replace("left{", "left{padding-right:6mm;")
        return f"@page{{size:{self.size};margin:{self.margin};{said}}}"


def page(
    template: str,
    *,
    folders: Sequence[Path],
    language: Language,
    context: Mapping[str, object],
    sheet: Sheet,
    css: str = "",
    script: str = "",
) -> bytes:
    """One page as the bytes of its file.

    ``template`` lies in one of the *folders* and extends ``page.html.j2``, which wants ``title`` (for the browser) and
    ``stamps`` (a sequence of words no reader may miss) in the *context*. ``css`` and ``script`` come after the
    foundation's own.

    Raises:
        TypeError: where the template prints a bare number.
    """
    made = environment(folders, language)
    style = "\n".join((font_face(), (FOLDER / "page.css").read_text(encoding="utf-8"), css, sheet.css()))
    script = "\n".join(((FOLDER / "folding.js").read_text(encoding="utf-8"), script))
    style, script = sealed(style), sealed(script)
    text = made.get_template(template).render(
        **context, lang=language.code, style=Markup(style), script=Markup(script), policy=Markup(policy(style, script))
    )
    return (text.strip() + "\n").encode("utf-8")


def policy(style: str, script: str) -> str:
    """A content security policy that lets in this style and this script, the fonts inside, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _compiled() -> jinja2.BytecodeCache | None:
    """Where compiled templates, and nothing else, wait for the next run: a page is made in half the time.

    It is the system's temporary folder; None where that is not this person's own.
    """
    try:
        return jinja2.FileSystemBytecodeCache(pattern="evalkit-%s.cache")
    except RuntimeError:
        return None


def environment(folders: Sequence[Path], language: Language) -> jinja2.Environment:
    """The templates of some folders and those of the foundation, in one language: ``_`` and ``ngettext`` speak it.

    ``colon`` is the language's colon after a word. The filter ``quoted`` puts a person's words between the language's
    marks, in their own direction.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*folders, FOLDER]),
        bytecode_cache=_compiled(),
        autoescape=True,
        finalize=lambda value: _printed(value, language),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    # Translators: the colon after a word, with the space that the language wants before it
    made.globals["colon"] = Markup(language.gettext("\u00a0:"))
    made.filters["quoted"] = lambda words: quoted(words, language)
    return made


def quoted(words: str, language: Language) -> Markup:
    """A person's words between the language's quotation marks, isolated so that their direction stays their own."""
    before, _, after = language.quote("\0").partition("\0")
    said = words.strip()
    # Words that come with their marks keep one pair.
    if said.startswith("«") and said.endswith("»") and said.count("«") == 1:
        said = said[1:-1].strip()
    return Markup("{}<bdi>{}</bdi>{}").format(before, language.typography(said), after)


def quoted_for_css(words: str) -> str:
    r"""Words as a CSS string: whatever is neither letter nor digit is written by its code point, so nothing gets out.

    >>> quoted_for_css('a"} <')
    '"a\\22 \\7d \\20 \\3c "'
    """
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in words if c >= " ") + '"'


def _printed(value: object, language: Language) -> object:
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Masked) or not isinstance(value, str | jinja2.Undefined):
        msg = f"a page prints words, and figures as evalkit.printing says them; not {value!r}"
        raise TypeError(msg)
    return language.typography(value) if isinstance(value, str) else value


def sealed(text: str) -> str:
    """Text that can stand in a style or script element without ending it; its hash is of these very bytes."""
    return text.replace("\r\n", "\n").replace("</", "<\\/").strip()


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
