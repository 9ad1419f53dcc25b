"""Make `evalkit/flower/advances.py` and the woff2 files from the bundled fonts (needs fonttools and brotli)."""

from pathlib import Path
from textwrap import wrap

from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent / "evalkit" / "flower"
HEAD = '''"""Advance widths of the bundled fonts, in thousandths of an em; made by scripts/font_metrics.py."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _table(runs: str) -> Mapping[str, int]:
    """`width:first-last,code,…` words in hexadecimal code points to a read-only map of characters."""
    widths: dict[str, int] = {}
    for run in runs.split():
        width, codes = run.split(":")
        for code in codes.split(","):
            first, _, last = code.partition("-")
            widths.update((chr(point), int(width)) for point in range(int(first, 16), int(last or first, 16) + 1))
    return MappingProxyType(widths)

'''


def runs(font: TTFont) -> str:
    """Characters grouped by width, so that the table stays a page long."""
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    by_width: dict[int, list[int]] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        by_width.setdefault(round(metrics[glyph][0] * 1000 / em), []).append(code)
    words = []
    for width, codes in sorted(by_width.items()):
        spans: list[list[int]] = []
        for code in codes:
            if spans and spans[-1][1] == code - 1:
                spans[-1][1] = code
            else:
                spans.append([code, code])
        words.append(f"{width}:" + ",".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in spans))
    return " ".join(words)


def main() -> None:
    """Read both weights, write the table and the compressed fonts."""
    text = HEAD
    for weight in ("Regular", "Bold"):
        path = ROOT / "fonts" / f"AtkinsonHyperlegible-{weight}.ttf"
        font = TTFont(path, recalcTimestamp=False)
        lines = wrap(runs(font).replace(",", ", "), 112, break_on_hyphens=False, break_long_words=False)
        body = "\n".join(f'    "{line}"' if line.endswith(",") else f'    "{line} "' for line in lines)
        text += f"\n{weight.upper()}: Final = _table(\n{body.replace(', ', ',')}\n)\n"
        font.flavor = "woff2"
        font.save(path.with_suffix(".woff2"))
    (ROOT / "advances.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
