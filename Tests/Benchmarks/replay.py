#!/usr/bin/env python3
"""How long `sluice replay` takes for a folder of recorded streams, the shipped rules in it, from the start to the report.

    swift build -c release && Tests/Benchmarks/replay.py

The recordings are made up: streams of a chat, each event with a word of prose, every tenth stream with a card number.
"""

import argparse
import json
import pathlib
import random
import resource
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = "the mill by the river grinds wheat for three villages and the miller keeps geese behind the old weir".split()


def recording(number, events, chance):
    """One recorded exchange, as lines."""
    identifier = f"bench-{number:05}"
    question = {"model": "bench", "stream": True, "messages": [{"role": "user", "content": "What did the miller say?"}]}
    words = [chance.choice(WORDS) for _ in range(events)]
    if number % 10 == 0:
        words[events // 2] = "4111 1111 1111 1111"
    yield {"sluice_recording": 1, "id": identifier}
    fields = [["content-type", "application/json"]]
    yield [0, "req", {"method": "POST", "path": "/v1/chat/completions", "headers": fields}]
    yield [0, "req.body", {"d": json.dumps(question)}]
    yield [0, "req.end", {}]
    yield [0, "up", {"status": 200, "headers": [["content-type", "text/event-stream"]]}]
    for place, word in enumerate(words):
        last = place == events - 1
        choice = {"index": 0, "delta": {"content": word + " "}, "finish_reason": "stop" if last else None}
        event = {"id": identifier, "object": "chat.completion.chunk", "created": 1, "model": "bench", "choices": [choice]}
        yield [place, "up.body", {"d": f"data: {json.dumps(event)}\n\n" + ("data: [DONE]\n\n" if last else "")}]
    yield [events, "up.end", {}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", default=ROOT / "rules")
    parser.add_argument("--recordings", type=int, default=1000)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    times, used = [], []
    with tempfile.TemporaryDirectory(prefix="sluice-replay-") as work:
        for number in range(options.recordings):
            lines = (json.dumps(line) for line in recording(number, options.events, chance))
            (pathlib.Path(work) / f"{number:05}.rec.jsonl").write_text("\n".join(lines) + "\n")
        for _ in range(options.rounds):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            begin = time.monotonic()
            command = [options.binary, "replay", "--rules", options.rules, work]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
            times.append(time.monotonic() - begin)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(said)
    print(f"{statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f} s; "
          f"processor time {statistics.median(used):.2f} s")


if __name__ == "__main__":
    main()
