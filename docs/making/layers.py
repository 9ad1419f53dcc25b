"""The picture of the layers, from the contract that the imports must keep and from the imports there are."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WIDTH, SIDE, ROW, GAP, BAND = 960, 20, 46, 26, 8
FACE = "evalkit"
SAID = "Imports point down: each layer knows only those below it."


def picture() -> str:
    """An SVG: one band per layer, the uppermost first; in each box a package or a module."""
    layers = _layers()
    height = 2 * SIDE + 40 + len(layers) * ROW + (len(layers) - 1) * GAP
    said = "; ".join(", ".join(_short(name) for name in layer) for layer in layers)
    font = "Atkinson Hyperlegible, Verdana, sans-serif"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="{font}">',
        "<title>The layers of evalkit</title>",
        f"<desc>From the uppermost down; each layer imports only what stands below it: {escape(said)}.</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{SIDE}" y="{SIDE + 12}" font-size="15" fill="#333">{SAID}</text>',
    ]
    top = SIDE + 40
    for number, layer in enumerate(layers):
        if number:
            middle = top - GAP / 2
            out.append(
                f'<path d="M{WIDTH / 2} {middle - 7}v10m-6 -6l6 6l6 -6" fill="none" stroke="#555" stroke-width="2"/>'
            )
        wide = (WIDTH - 2 * SIDE - BAND * (len(layer) - 1)) / len(layer)
        for place, name in enumerate(layer):
            left = SIDE + place * (wide + BAND)
            out.append(_box(name, left, top, wide))
        top += ROW + GAP
    return "\n".join([*out, "</svg>"]) + "\n"


def _layers() -> list[list[str]]:
    """The layers of the contract, the public face in its place: above what it needs, below the built-ins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    rows = [[name.strip() for name in layer.replace("|", ":").split(":")] for layer in contract["layers"]]
    builtins = next(at for at, row in enumerate(rows) if "evalkit.scorers" in row)
    rows.insert(builtins + 1, [FACE])
    return rows


def _files(name: str) -> list[Path]:
    path = ROOT.joinpath(*name.split("."))
    if name == FACE:
        return [path / "__init__.py"]
    return (
        sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")] * path.with_suffix(".py").is_file()
    )


def _short(name: str) -> str:
    return "import evalkit (the public face)" if name == FACE else name.removeprefix("evalkit.")


def _box(name: str, left: float, top: float, wide: float) -> str:
    short = _short(name)
    size = 15 if wide > 8.4 * len(short) else max(9.5, wide / (0.62 * len(short)))
    look = 'fill="#fff" stroke="#0b6e69" stroke-dasharray="6 4"' if name == FACE else 'fill="#e6f2f1" stroke="#0b6e69"'
    said = _text(escape(short), left + wide / 2, top + ROW / 2 + 5, size)
    return f'<rect x="{left:.0f}" y="{top}" width="{wide:.0f}" height="{ROW}" rx="6" {look}/>{said}'


def _text(words: str, middle: float, y: float, size: float) -> str:
    return f'<text x="{middle:.0f}" y="{y}" font-size="{size:.1f}" text-anchor="middle" fill="#111">{words}</text>'
