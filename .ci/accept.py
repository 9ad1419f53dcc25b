"""Run an acceptance script and hold its failures against the list of what is not done yet, which may only shrink."""

import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).with_name("not-yet.txt")


def expected_failures(kind: str) -> set[str]:
    """The cases of this kind that ``not-yet.txt`` lists, one ``kind case`` a line."""
    lines = (line.split("#")[0].split() for line in LIST.read_text(encoding="utf-8").splitlines())
    return {words[1] for words in lines if len(words) > 1 and words[0] == kind}


def main(script: str, kind: str) -> int:
    """0 where every case passes that is not listed, 1 otherwise or where the script itself broke."""
    done = subprocess.run([sys.executable, script, kind], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    if not lines or " passed, " not in lines[-1]:
        print(done.stdout, done.stderr, sep="\n")
        return 1
    faults = {line.split()[0].rstrip(":"): line for line in lines[:-1]}
    listed = expected_failures(kind)
    for case in sorted(faults.keys() - listed):
        print(faults[case])
    for case in sorted(listed - faults.keys()):
        print(f"{kind} {case} passes now: take it off {LIST.name}")
    print(f"accept {kind}: {lines[-1]}; {len(faults.keys() & listed)} of the failed are listed in {LIST.name}")
    return int(bool(faults.keys() - listed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
