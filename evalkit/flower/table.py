"""The flower in words: rows for the table beside it, and the description for those who do not see it."""

from attrs import frozen

from .parts import Flower, Legend, Mark


@frozen(kw_only=True)
class Row:
    """One marker of one petal, in tree order, in words only."""

    petal: str
    marker: str
    mark: Mark
    status: str
    sources: tuple[str, ...]


def table(flower: Flower, legend: Legend | None = None) -> tuple[Row, ...]:
    """Everything the flower shows, one row per cell, petals and markers in tree order."""
    spoken = legend or Legend()
    return tuple(
        Row(petal=petal.label, marker=cell.label, mark=cell.mark, status=spoken.word(cell.mark), sources=cell.sources)
        for petal in flower.petals
        for cell in petal.cells
    )


def describe(flower: Flower, legend: Legend | None = None) -> str:
    """The long alternative text: the flower's own, else each petal with its caption and how many cells of each mark."""
    if flower.description:
        return flower.description
    spoken = legend or Legend()
    sentences = [*flower.notes]
    for petal in flower.petals:
        counts = {mark: sum(cell.mark is mark for cell in petal.cells) for mark in Mark}
        told = [f"{spoken.word(mark)}\u00a0: {count}" for mark, count in counts.items() if count]
        words = "\u00a0; ".join(told) or "—"
        sentences.append(
            f"{petal.label} ({petal.caption})\u00a0: {words}" if petal.caption else f"{petal.label}\u00a0: {words}"
        )
    return ". ".join(sentences) + "." if sentences else flower.title
