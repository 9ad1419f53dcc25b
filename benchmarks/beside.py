"""Two commands measured side by side, so that a busy or slow machine weighs on both alike."""

from __future__ import annotations

import statistics
import subprocess
import time


def seconds(command: list[str]) -> float:
    """How long a command takes, start of its process included. One that fails is no measure: raises."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def ratio(ours: str, command: list[str], theirs: str, peer: list[str], runs: int) -> float:
    """Run both in turn, after one run each that is not counted; print and give the median of the ratios by pair."""
    pairs = [(seconds(command), seconds(peer)) for _ in range(runs + 1)][1:]
    median = statistics.median(one / other for one, other in pairs)
    mine, its = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{ours}: {mine:.3f} s; {theirs}: {its:.3f} s; median ratio over {runs} pairs: {median:.2f}")
    return median
