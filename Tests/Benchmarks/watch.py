#!/usr/bin/env python3
"""How long `sluice test --watch` takes from a saved file to the printed result.

    swift build -c release && Tests/Benchmarks/watch.py

The rules are made up: keyword rules, regexes and word lists over several files, each rule with examples. In each round one
rule's file, or a word list, is saved with a change, and the time runs until the line with the sums is there. The time holds
everything: that the change is noticed, that the file has stayed as it is, loading, the examples of what changed, printing.
"""

import argparse
import json
import os
import pathlib
import queue
import random
import statistics
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = 20


def word(generator, length=9):
    return "".join(generator.choices("abcdefghijklmnoprstuvwxyz", k=length))


def keyword_rule(generator, number):
    words = [word(generator) for _ in range(3)]
    return f"""
  - id: made.keywords-{number}
    match: {{ keywords: [{words[0]}, {words[1]} {words[2]}] }}
    action: redact
    examples:
      match: ['a {words[0]} here', '{words[1]} {words[2]}']
      no_match: ['a {words[0]}x', '{words[2]} alone']
"""


def regex_rule(generator, number):
    prefix = word(generator, 4)
    return f"""
  - id: made.regex-{number}
    match: {{ regex: '\\b{prefix}-[0-9a-f]{{12}}\\b' }}
    action: redact
    examples:
      match: ['key {prefix}-0123456789ab', '"{prefix}-ba9876543210"']
      no_match: ['{prefix}-0123', 'x{prefix}-0123456789ab']
"""


def list_rule(generator, number, words):
    return f"""
  - id: made.list-{number}
    match: {{ wordlists: [list-{number}] }}
    action: redact
    examples: {{ match: ['say {words[0]} now'], no_match: ['say {words[0]}q now'] }}
"""


def write_rules(folder, options):
    generator = random.Random(options.seed)
    rules = [
        (regex_rule if number % 2 else keyword_rule)(generator, number)
        for number in range(options.rules - options.lists)]
    for number in range(FILES):
        own = rules[number::FILES]
        (folder / f"made-{number}.rules.yaml").write_text("version: 1\nrules:" + "".join(own))
    text, declared = "", ""
    for number in range(options.lists):
        words = [word(generator, 10) for _ in range(options.words // options.lists)]
        (folder / f"list-{number}.txt").write_text("\n".join(words) + "\n")
        declared += f"  list-{number}: {{ file: list-{number}.txt }}\n"
        text += list_rule(generator, number, words)
    (folder / "lists.rules.yaml").write_text(f"version: 1\nlists:\n{declared}rules:{text}")


def replace(path, text):
    """Saves a file as editors do: a new one takes the old one's place."""
    new = path.with_name("." + path.name)
    new.write_text(text)
    os.replace(new, path)


def change(folder, number):
    """One save, of a kind that alternates: an example, a pattern, a word list."""
    path = folder / f"made-{number % FILES}.rules.yaml"
    text = path.read_text()
    kind = ("example", "pattern", "list")[number % 3]
    if kind == "example":
        replace(path, text.replace("no_match: ['", f"no_match: ['{number} ", 1))
    elif kind == "pattern":
        replace(path, text.replace("keywords: [", f"keywords: [added {number}, ", 1))
    else:
        path = folder / "list-0.txt"
        replace(path, path.read_text() + f"addedword{number}x\n")
    return kind


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--lists", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as work:
        folder = pathlib.Path(work)
        write_rules(folder, options)
        with subprocess.Popen(
                [options.binary, "test", "--watch", "--rules", folder], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, text=True) as process:
            try:
                report(measure(process, folder, options), options)
            finally:
                process.kill()


def measure(process, folder, options):
    sums = queue.Queue()

    def read():
        for line in process.stdout:
            if line.rstrip().endswith(" ms"):
                sums.put((time.monotonic(), line.strip()))

    threading.Thread(target=read, daemon=True).start()
    _, first = sums.get(timeout=300)
    if " 0 failures" not in first:
        raise SystemExit(f"the made-up rules don't hold: {first}")
    times = {}
    for number in range(options.rounds):
        # At another place of the watch's interval each time.
        time.sleep(0.1 + 0.013 * (number % 7))
        begin = time.monotonic()
        kind = change(folder, number)
        end, line = sums.get(timeout=60)
        if " 0 failures" not in line:
            raise SystemExit(f"a change made an example fail: {line}")
        times.setdefault(kind, []).append((end - begin) * 1000)
    return first, times


def report(measured, options):
    first, times = measured
    everything = [value for values in times.values() for value in values]
    rows = {**times, "all": everything}
    figures = {
        kind: {"median": statistics.median(values), "max": max(values), "count": len(values)}
        for kind, values in rows.items()}
    if options.json:
        print(json.dumps({"first": first, **figures}, indent=1))
        return
    print(f"first run: {first}")
    for kind, row in figures.items():
        print(f"saved {kind:8} to result: median {row['median']:.0f} ms, at most {row['max']:.0f} ms, {row['count']} times")


if __name__ == "__main__":
    main()
