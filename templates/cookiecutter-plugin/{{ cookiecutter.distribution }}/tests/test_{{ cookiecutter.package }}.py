"""The contracts that evalkit asks of every plugin, and what this one does of its own."""

from __future__ import annotations

from {{ cookiecutter.package }} import Times
from evalkit import PRESENCE, Item, ItemType, Status, Tally, Text, open_evaluation
from evalkit.testing import InstrumentContract, ScorerContract

SEEN = Item(id="aide", label=Text("De l’aide est reçue"), type=ItemType.PRESENCE, categories=PRESENCE)

FRAMEWORK = """\
id: essai
version: 1
criteria:
  - id: liens
    label: Les liens
    indicators:
      - id: entraide
        label: L’entraide
        markers:
          - id: aide-recue
            label: Des habitants reçoivent de l’aide de leurs voisins
            evidence:
              - instrument: essai
                items: [aide-recue]
                scorer: {name: {{ cookiecutter.name }}-plusieurs, code: observed, times: 2}
"""


class TestTimes(ScorerContract):
    scorer = Times(code="observed", times=3)
    item = SEEN


class TestChecklist(InstrumentContract):
    framework = FRAMEWORK
    file = "id: essai\nkind: {{ cookiecutter.name }}-pointage\ntitle: Pointage\nunit: meeting\nfields: {record: Réunion, present: Présents}\n"
    answers = "Réunion;Présents;aide-recue\n1;12;oui\n2;8;oui\n3;9;non\n4;7;\n"

    def test_two_meetings_are_enough(self, tmp_path):
        published = open_evaluation(self.project(tmp_path)).publish("2026")
        [status] = [row["status"] for row in published["markers"].records() if row["dimension"] == "all"]
        assert "attested" == status


def test_an_answer_that_the_item_lacks_is_a_problem():
    [problem] = Times(code="observé", times=1).problems(SEEN)
    assert "« observé »" in str(problem.message).replace("\u00a0", " ")


def test_fewer_times_do_not_attest():
    tally = Tally(codes=("not_observed", "observed"), counts=(9, 2), n=11, records=11)
    assert Status.NOT_ATTESTED == Times(code="observed", times=3).read(tally, SEEN).status
