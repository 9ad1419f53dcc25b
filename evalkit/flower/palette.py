"""The inks of a flower: twelve petals told apart by most eyes; meaning never hangs on any of them."""

from typing import Final

# Neighbours differ for normal, red-blind and green-blind eyes, the last beside the first too, for 3 to 12 petals; each
# stands at 4.5:1 or more on paper, so that a photocopy keeps it. A test holds this; another order would break it.
PETALS: Final = (
    "#96690c",
    "#1f6f6b",
    "#6a4c93",
    "#a52a5c",
    "#2a77ad",
    "#3f5d23",
    "#137a94",
    "#701f3c",
    "#2b2f6e",
    "#1f7a4d",
    "#4b5563",
    "#8a3d8f",
)
BLACK: Final = "#3a3a3a"
INK: Final = "#2a2622"
SOFT: Final = "#4f4943"
GREY: Final = "#57524d"
PAPER: Final = "#ffffff"
HEART: Final = "#f6cf57"
HEART_RIM: Final = "#edb93a"
HEART_INK: Final = "#3a2a00"


def ink(place: int, *, monochrome: bool = False) -> str:
    """The ink of the petal at a place of the tree (0 first); one dark grey for all in monochrome."""
    return BLACK if monochrome else PETALS[place % len(PETALS)]


def tint(colour: str, strength: float) -> str:
    """A colour thinned with white as an opaque colour: transparency prints differently on every machine."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * strength):02x}" for channel in channels)
