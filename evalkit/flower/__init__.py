"""The flower, drawn honestly: from plain petals and cells to an SVG, a picture and a table.

What keeps it honest: equal angles, petals of one shape and size whatever they hold, one identical cell per marker, no
scale, no polygon. Petals stand in tree order, clockwise from the top. Cells fill each petal from the heart outwards,
grouped by mark (attested by two kinds or more, by one, contested, not attested, not looked for, masked, not
comparable), in tree order within a mark. A mark is told by its drawing, never by its colour.
"""

from .bloom import Frame
from .drawing import draw
from .fonts import font_face
from .marks import drawing as mark_drawing
from .palette import ink as petal_ink
from .parts import Cell, Flower, Legend, Mark, Petal
from .picture import png
from .results import flower_of, group_label, groups_of, legend, stamps
from .small import common_frame, grid, legend_picture, narrow, small
from .table import Row, describe, table

__all__ = [
    "Cell",
    "Flower",
    "Frame",
    "Legend",
    "Mark",
    "Petal",
    "Row",
    "common_frame",
    "describe",
    "draw",
    "flower_of",
    "font_face",
    "grid",
    "group_label",
    "groups_of",
    "legend",
    "legend_picture",
    "mark_drawing",
    "narrow",
    "petal_ink",
    "png",
    "small",
    "stamps",
    "table",
]
