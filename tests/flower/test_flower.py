"""The flower as it is drawn: read back from its SVG and measured with other code than the one that drew it."""

import re
from itertools import combinations, pairwise
from math import dist, hypot
from xml.etree.ElementTree import fromstring

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evalkit.flower import (
    Cell,
    Flower,
    Legend,
    Mark,
    Petal,
    common_frame,
    describe,
    draw,
    font_face,
    grid,
    legend_picture,
    narrow,
    png,
    small,
    table,
)
from evalkit.flower.palette import HEART
from evalkit.flower.typesetting import width, wrap

NS = "{http://www.w3.org/2000/svg}"
WORDS = ["Accès", "aux", "droits", "intergénérationnelles", "et", "à", "la", "« vivre »", "l’éco-responsabilité"]


class Read:
    """An SVG read back: petals as rings of points, cells as discs, lines of text as boxes."""

    def __init__(self, svg):
        root = fromstring(svg)
        self.root = root
        self.view = [float(value) for value in root.get("viewBox").split()]
        self.petals, self.cells = [], []
        for group in root.iter(f"{NS}g"):
            if group.get("class") == "petal":
                self.petals.append(flat(group.find(f"{NS}path").get("d")))
                self.cells.append([disc(cell) for cell in group.findall(f"{NS}g")])
        self.texts = [(element.text, *box(element)) for element in root.iter(f"{NS}text")]
        hearts = [c for c in root.findall(f"{NS}circle") if c.get("fill") == HEART]
        self.hearts = [tuple(float(heart.get(key)) for key in ("cx", "cy", "r")) for heart in hearts]

    def outside_hearts(self):
        return [text for text in self.texts if not any(inside_circle(text[1:], heart) for heart in self.hearts)]


def flat(path):
    numbers = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", path)]
    points = list(zip(numbers[::2], numbers[1::2]))
    ring = [points[0]]
    for at in range(1, len(points), 3):
        start, (b, c, d) = ring[-1], points[at : at + 3]
        for step in range(1, 25):
            t = step / 24
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            ring.append(tuple(sum(w * p[axis] for w, p in zip(weights, (start, b, c, d))) for axis in (0, 1)))
    return ring


def disc(cell):
    circles = cell.findall(f"{NS}circle")
    x, y = float(circles[0].get("cx")), float(circles[0].get("cy"))
    reach = max(float(c.get("r")) + float(c.get("stroke-width") or 0) / 2 for c in circles)
    return x, y, reach


def box(element):
    size, x, y = (float(element.get(key)) for key in ("font-size", "x", "y"))
    wide = width(element.text, size, bold=element.get("font-weight") == "700")
    left = x - {None: 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
    return left, y - 0.8 * size, left + wide, y + 0.24 * size


def inside_circle(rectangle, circle):
    left, top, right, bottom = rectangle
    return all(hypot(x - circle[0], y - circle[1]) <= circle[2] for x in (left, right) for y in (top, bottom))


def inside(point, ring):
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def overlap(a, b):
    return a[0] < b[2] - 0.05 and b[0] < a[2] - 0.05 and a[1] < b[3] - 0.05 and b[1] < a[3] - 0.05


def in_view(read):
    left, top, wide, high = read.view
    ring_points = [point for ring in read.petals for point in ring]
    corners = [(x, y) for text in read.texts for x, y in (text[1:3], text[3:5])]
    rims = [(x + s * r, y + s * r) for petal in read.cells for x, y, r in petal for s in (-1, 1)]
    return all(left <= x <= left + wide and top <= y <= top + high for x, y in ring_points + corners + rims)


def make(sizes, *, label="Une gouvernance partagée", question="À quoi ça sert ?", notes=("données simulées",)):
    marks = list(Mark)
    petals = tuple(
        Petal(
            label=f"{label} {place}",
            caption="4 marqueurs constatés sur 6 renseignés",
            cells=tuple(Cell(label=f"Marqueur {n}", mark=marks[(3 * n + place) % len(marks)]) for n in range(size)),
        )
        for place, size in enumerate(sizes)
    )
    return Flower(title="La fleur", question=question, petals=petals, notes=notes)


labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join) | st.text(
    "abcœÉW -/’:;\u202f\u0639\x1f<&", min_size=1, max_size=80
)
flowers = st.builds(
    Flower,
    title=labels,
    question=labels,
    petals=st.lists(
        st.builds(
            Petal,
            label=labels,
            caption=st.sampled_from(["", "4 marqueurs constatés sur 6 renseignés"]),
            cells=st.lists(st.builds(Cell, label=labels, mark=st.sampled_from(Mark)), max_size=22),
        ),
        min_size=1,
        max_size=13,
    ),
    notes=st.lists(labels, max_size=3),
)
# Without shrinking: a flower that fails is small enough to look at, and shrinking one takes minutes.
modest = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def assert_honest(read):
    every = [cell for petal in read.cells for cell in petal]
    assert all(abs(cell[2] - every[0][2]) < 0.02 for cell in every)
    for a, b in combinations(every, 2):
        assert dist(a[:2], b[:2]) > 2 * a[2] - 0.02
    for ring, cells in zip(read.petals, read.cells):
        for x, y, r in cells:
            assert inside((x, y), ring)
            assert min(dist((x, y), point) for point in ring) > r
    for a, b in combinations(read.petals, 2):
        assert not any(inside(point, b) for point in a)
        assert not any(inside(point, a) for point in b)


def assert_legible(read):
    assert in_view(read)
    words = read.outside_hearts()
    for a, b in combinations(words, 2):
        assert not overlap(a[1:], b[1:]), (a, b)
    for text, left, top, right, bottom in words:
        for ring in read.petals:
            assert not any(left < x < right and top < y < bottom for x, y in ring), text
            assert not any(inside((x, y), ring) for x in (left, (left + right) / 2, right) for y in (top, bottom)), text


@modest
@given(flowers)
def test_generated_flowers_have_equal_cells_in_their_own_petals_and_no_word_over_another(flower):
    read = Read(draw(flower, heading=True))
    assert len(flower.petals) == len(read.petals)
    assert [len(petal.cells) for petal in flower.petals] == [len(cells) for cells in read.cells]
    assert_honest(read)
    assert_legible(read)


@pytest.mark.parametrize("petals", [3, 5, 6, 8, 12])
@pytest.mark.parametrize("markers", [1, 4, 10, 20])
def test_the_promised_sizes_hold_with_labels_of_eighty_characters(petals, markers):
    long = "Accès aux droits, à la culture et accompagnement intergénérationnel des famille"
    read = Read(draw(make([markers] * petals, label=long)))
    assert_honest(read)
    assert_legible(read)


@pytest.mark.parametrize("picture", [narrow, small])
def test_the_small_ones_hold_too(picture):
    for sizes in ([1] * 3, [7, 0, 4, 2, 3, 6], [20] * 12):
        read = Read(picture(make(sizes)))
        assert_honest(read)
        assert_legible(read)


def test_every_petal_has_the_same_size_whatever_it_holds():
    read = Read(draw(make([1, 20, 0, 7, 3])))
    assert 1 == len({round(max(hypot(x, y) for x, y in ring), 1) for ring in read.petals})
    lengths = [sum(dist(a, b) for a, b in pairwise(ring)) for ring in read.petals]
    assert max(lengths) - min(lengths) < 0.1


def test_cells_fill_from_the_heart_outwards_by_mark_and_in_tree_order_within_one():
    given_order = ["masked", "attested", "not_looked_for", "contested", "attested_once", "not_attested", "attested"]
    cells = [Cell(label=f"m{place}", mark=Mark(mark)) for place, mark in enumerate(given_order)]
    petal = Petal(label="p", cells=cells)
    assert ["m1", "m6", "m4", "m3", "m5", "m2", "m0"] == [cell.label for cell in petal.filled()]
    read = Read(draw(Flower(title="f", petals=[petal, petal, petal])))
    far = [hypot(x, y) for x, y, _ in read.cells[0]]
    assert far[0] == min(far)
    assert far[-1] == max(far)


def test_the_table_keeps_the_order_of_the_tree_and_says_the_mark_in_words():
    cells = (Cell(label="a", mark=Mark.MASKED), Cell(label="b", mark=Mark.ATTESTED, sources=("entretiens",)))
    rows = table(Flower(title="f", petals=(Petal(label="p", cells=cells),)), Legend(masked="hidden"))
    assert [("p", "a", "hidden", ()), ("p", "b", Legend().attested, ("entretiens",))] == [
        (row.petal, row.marker, row.status, row.sources) for row in rows
    ]


def test_a_status_attested_by_one_kind_is_lighter():
    assert Mark.ATTESTED_ONCE is Mark.of("attested", 1)
    assert Mark.ATTESTED is Mark.of("attested", 2)
    assert Mark.MASKED is Mark.of("masked", 0)
    with pytest.raises(ValueError, match="excellent"):
        Mark.of("excellent", 2)


def test_every_mark_has_its_own_drawing_without_its_colours():
    shapes = {}
    for mark in Mark:
        svg = draw(Flower(title="f", petals=[Petal(label="p", cells=[Cell(label="c", mark=mark)])]), monochrome=True)
        cell = next(group for group in fromstring(svg).iter(f"{NS}g") if group.get("class") == "petal")[1]
        drawn = []
        for part in cell[1:]:
            filled = "none" if part.get("fill") == "none" else "white" if part.get("fill") == "#ffffff" else "ink"
            dashed = part.get("stroke-dasharray") is not None
            lines = (part.get("d") or "").count("M")
            drawn.append((part.tag.removeprefix(NS), filled, dashed, lines, round(float(part.get("r") or 0), 1)))
        shapes[mark] = tuple(drawn)
    assert len(Mark) == len(set(shapes.values()))


def test_an_empty_petal_is_no_zero():
    dashed = [ring.get("stroke-dasharray") for ring in petal_paths(make([0, 3, 3]))]
    assert dashed[0] is not None
    assert [None, None] == dashed[1:]


def test_a_petal_without_markers_is_explained_where_there_is_one():
    assert "sans marqueur" in draw(make([0, 3, 3]))
    assert "sans marqueur" in grid([make([3, 3, 3]), make([3, 3, 0])], title="Par structure")
    assert "sans marqueur" not in draw(make([1, 3, 3]))


def petal_paths(flower):
    root = fromstring(draw(flower))
    return [group.find(f"{NS}path") for group in root.iter(f"{NS}g") if group.get("class") == "petal"]


def test_words_from_data_are_never_markup():
    evil = "</text><script>alert(1)</script> & \" ' ]]> \x00 \x0b \ufffe"
    cells = (Cell(label=evil, mark=Mark.ATTESTED, sources=(evil,)),)
    flower = Flower(title=evil, question=evil, petals=[Petal(label=evil, caption=evil, cells=cells)] * 3, notes=[evil])
    for svg in (draw(flower, heading=True), narrow(flower), small(flower), grid([flower], title=evil, heading=True)):
        tags = {element.tag.removeprefix(NS) for element in fromstring(svg).iter()}
        assert tags <= {"svg", "title", "desc", "defs", "radialGradient", "stop", "rect", "g", "path", "circle", "text"}
        assert " style=" not in svg


def test_the_picture_has_a_name_a_description_and_ids_of_its_own():
    flower = make([3, 4, 5])
    root = fromstring(draw(flower, prefix="agora"))
    assert "img" == root.get("role")
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert "La fleur" == by_id[root.get("aria-labelledby")].text
    assert (
        "Une gouvernance partagée 1 (4 marqueurs constatés sur 6 renseignés)"
        in by_id[root.get("aria-describedby")].text
    )
    assert all(name.startswith("agora-") for name in by_id)
    assert set(re.findall(r"url\(#([^)]+)\)", draw(flower, prefix="agora"))) <= set(by_id)
    with pytest.raises(ValueError, match="prefix"):
        draw(flower, prefix="1 #x")


def test_a_grid_has_unique_ids_one_scale_one_legend_and_the_notes_of_all():
    several = [
        evolve(make([7, 2, 4]), title="Habitants", caption="12 présents"),
        evolve(make([1, 1, 1]), notes=("provisoire",)),
    ]
    svg = grid(several, title="Par groupe", columns=2)
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    read = Read(svg)
    assert_honest(read)
    assert_legible(read)
    words = [text for text, *_ in read.texts]
    assert 1 == words.count("masqué")
    assert {"12 présents", "données simulées", "provisoire"} <= set(words)
    with pytest.raises(ValueError, match="same petals"):
        grid([make([1, 1, 1]), make([1, 1])], title="Par groupe")


def test_small_flowers_share_their_frame():
    many, few = make([20, 3, 3]), make([1, 1, 1])
    shared = common_frame(many, few)
    assert 1 == len({round(read.cells[0][0][2], 1) for read in (Read(small(f, shared=shared)) for f in (many, few))})


def test_the_legend_names_an_absent_mark_but_not_comparable_only_where_used():
    assert "masqué" in draw(make([1, 1, 1]))
    assert "non comparable" not in legend_picture(title="Légende")
    assert "non comparable" in legend_picture(title="Légende", used=frozenset({Mark.NOT_COMPARABLE}))


@pytest.mark.parametrize(
    "question",
    ["À quoi ça sert ?", "La Coopération, à quoi ça sert ?", "Pourquoi " * 40, "anticonstitutionnellement" * 3, ""],
)
def test_the_question_stands_whole_in_the_heart_or_above(question):
    read = Read(draw(make([3, 3, 3], question=question)))
    heart = [text for text in read.texts if inside_circle(text[1:], read.hearts[0])]
    above = [text for text in read.texts if text[4] < min(y for ring in read.petals for _, y in ring)]
    squeezed = re.sub(r"\s", "", question)
    assert squeezed in re.sub(r"\s", "", "".join(text for text, *_ in heart)) + "|" + re.sub(
        r"\s", "", "".join(text for text, *_ in above)
    )


def test_same_flower_same_bytes_and_no_long_numbers():
    first, second = draw(make([3, 4, 9])), draw(make([3, 4, 9]))
    assert first == second
    assert not re.search(r"\d\.\d{3}|[ \"]-0[ \"]|\de-\d", re.sub(r"<(title|desc).*?</\1>", "", first))


def test_a_description_is_the_flower_in_words():
    flower = make([2, 0, 1])
    assert "données simulées" in describe(flower)
    assert "—" in describe(flower)
    assert "La mienne" == describe(evolve(flower, description="La mienne"))


def test_lines_keep_their_words_and_french_keeps_its_signs():
    assert ("À quoi", "ça sert\u00a0?") == wrap("À quoi ça sert ?", 90, 17, bold=True)
    assert "x" * 90 == "".join(wrap("x" * 90, 100, 17))
    assert all(width(line, 17) <= 100 for line in wrap("éco-responsabilité-intergénérationnelle/territoriale", 100, 17))
    assert () == wrap("  ", 100, 17)


def test_the_picture_uses_the_bundled_font_alone():
    pytest.importorskip("resvg_py")
    svg = draw(make([3, 4, 5, 6]))
    first = png(svg, width=400)
    assert b"\x89PNG\r\n\x1a\n" == first[:8]
    assert 400 == int.from_bytes(first[16:20], "big")
    assert first == png(svg, width=400)
    assert first != png(re.sub(r"<text.*?</text>", "", svg), width=400)
    with pytest.raises(ValueError, match="unknown token"):
        png("no picture", width=10)


def test_the_font_can_travel_inside():
    assert 2 == font_face().count("data:font/woff2;base64,")
    assert "@font-face" in draw(make([1, 1, 1]), embed_font=True)
