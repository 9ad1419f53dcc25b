"""What a flower is told: its question, petals and cells, and the words of its legend, in the reader’s language."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen


class Mark(StrEnum):
    """What one cell shows of one marker; members stand in the order in which cells fill a petal, heart first."""

    ATTESTED = "attested"
    ATTESTED_ONCE = "attested_once"
    CONTESTED = "contested"
    NOT_ATTESTED = "not_attested"
    NOT_LOOKED_FOR = "not_looked_for"
    MASKED = "masked"
    NOT_COMPARABLE = "not_comparable"

    @classmethod
    def of(cls, status: str, kinds: int) -> "Mark":
        """The mark of a published status; `kinds` counts the kinds of instruments that attest it.

        An attested marker that one kind alone attests is lighter. Raises ValueError for an unknown status.
        """
        return cls.ATTESTED_ONCE if status == "attested" and kinds < 2 else cls(status)


@frozen(kw_only=True)
class Cell:
    """One marker: its words, what is known of it, and the instruments that say so (already as words)."""

    label: str
    mark: Mark
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Petal:
    """One criterion: its label, a caption such as « 4 marqueurs constatés sur 6 renseignés », its cells in tree order.

    A petal without cells is drawn with a dashed outline: there was nothing to look for, which is not a zero.
    """

    label: str
    caption: str = ""
    cells: tuple[Cell, ...] = ()

    def filled(self) -> tuple[Cell, ...]:
        """The cells from the heart outwards: grouped by mark in the order of `Mark`, in tree order within a mark."""
        order = {mark: place for place, mark in enumerate(Mark)}
        return tuple(sorted(self.cells, key=lambda cell: order[cell.mark]))


@frozen(kw_only=True)
class Flower:
    """One flower: its title (for those who do not see it), the question at its heart, its petals in tree order.

    `caption` is a line under the title of a small flower: « 12 personnes présentes ».
    `description` is the long alternative text, composed from the petals when empty. `notes` are stamps that no reader
    may miss: « données simulées », « critères provisoires ».
    """

    title: str
    question: str = ""
    petals: tuple[Petal, ...] = ()
    caption: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()

    def bare(self) -> bool:
        """Whether a petal has no cell at all."""
        return any(not petal.cells for petal in self.petals)

    def marks(self) -> frozenset[Mark]:
        """Every mark that stands somewhere in the flower."""
        return frozenset(cell.mark for petal in self.petals for cell in petal.cells)


@frozen(kw_only=True)
class Legend:
    """The words for the marks, and for a petal without any; the caller hands over translated ones."""

    attested: str = "constaté par deux sortes d’outils ou plus"
    attested_once: str = "constaté par une seule sorte d’outil"
    contested: str = "à débattre"
    not_attested: str = "non constaté"
    not_looked_for: str = "non renseigné"
    masked: str = "masqué"
    not_comparable: str = "non comparable"
    empty_petal: str = "critère sans marqueur"

    def word(self, mark: Mark) -> str:
        """The words of one mark."""
        return str(getattr(self, mark.value))

    def entries(self, used: frozenset[Mark]) -> Iterator[tuple[Mark, str]]:
        """What the printed legend shows: always the six marks, so that an absent one is known to be absent.

        « Non comparable » is shown only where it is used.
        """
        for mark in Mark:
            if mark is not Mark.NOT_COMPARABLE or mark in used:
                yield mark, self.word(mark)
