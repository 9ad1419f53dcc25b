"""Where the bundled font lies, and how a page or a picture carries it along."""

from base64 import b64encode
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "fonts"
REGULAR: Final = FOLDER / "AtkinsonHyperlegible-Regular.ttf"
BOLD: Final = FOLDER / "AtkinsonHyperlegible-Bold.ttf"


def font_face() -> str:
    """CSS that declares Atkinson Hyperlegible, regular and bold, with the font inside (about 60 kB).

    A page needs it once; its content security policy needs `font-src data:`.
    """
    rules = ""
    for path, weight in ((REGULAR, 400), (BOLD, 700)):
        data = b64encode(path.with_suffix(".woff2").read_bytes()).decode("ascii")
        rules += (
            f"@font-face{{font-family:'Atkinson Hyperlegible';font-weight:{weight};font-style:normal;"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return rules
