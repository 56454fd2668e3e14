#!/usr/bin/env python3
"""How long Sluice takes to listen, from the start of the process to its first line; the shipped rules are proven in it.

    swift build -c release && Tests/Benchmarks/startup.py
"""

import argparse
import pathlib
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def start(binary, rules):
    """One start, in milliseconds."""
    begin = time.monotonic()
    command = [binary, "serve", "--listen", "127.0.0.1:0", "--rules", rules]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        taken = (time.monotonic() - begin) * 1000
        process.terminate()
    if not line.startswith("listening on"):
        raise SystemExit(f"it said: {line}")
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", default=ROOT / "rules")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    times = [start(options.binary, options.rules) for _ in range(options.rounds)]
    print(f"start-up: median {statistics.median(times):.0f} ms, {min(times):.0f} to {max(times):.0f} ms")


if __name__ == "__main__":
    main()
