#!/usr/bin/env python3
"""The matching engine beside Hyperscan and PCRE2, on the same texts and sets, in turn on one processor.

    swift build -c release
    Tests/Benchmarks/matching/make-inputs.py FOLDER
    Tests/Benchmarks/matching/compare.py FOLDER

Prints every figure that is wanted, for both texts, with the median of the rounds, the least and the greatest, the ratio
to the peer, and whether the floor or the aim is reached. Needs g++, libhyperscan-dev and libpcre2-dev.
"""

import argparse
import json
import pathlib
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BLOCK, STREAM = 64 << 10, 4096

# What runs beside Sluice on each set: name -> arguments of `peers`.
WHOLE = ["whole", "--text", str(BLOCK)]
PIECES = ["pieces", "--text", str(STREAM)]
PEERS = {
    "keywords-10": {"hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES]},
    "keywords-1000": {
        "hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES], "pcre2-whole": ["pcre2", *WHOLE]},
    "keywords-10000": {"hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES]},
    "keywords-100000": {"hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES]},
    "regexes-10": {"hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES]},
    "regexes-100": {"hs-whole": ["hyperscan", *WHOLE], "hs-pieces": ["hyperscan", *PIECES]},
    "regexes-500": {
        "hs-whole": ["hyperscan", *WHOLE], "hs-spans-whole": ["hyperscan", *WHOLE, "--spans"],
        "hs-pieces": ["hyperscan", *PIECES], "hs-spans-pieces": ["hyperscan", *PIECES, "--spans"],
        "pcre2-whole": ["pcre2", *WHOLE], "pcre2-pieces": ["pcre2", *PIECES]},
    "both": {},
}
WANTED = ["keywords-1000", "keywords-10000", "keywords-100000", "regexes-500", "both"]


class Series:
    """The values of the rounds."""

    def __init__(self, values):
        self.values = values
        self.median, self.least, self.greatest = statistics.median(values), min(values), max(values)

    def __str__(self):
        return f"{short(self.median)} ({short(self.least)}–{short(self.greatest)})"


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def pinned(options, *command):
    return ["taskset", "-c", str(options.cpu), *map(str, command)]


class Peer:
    """A peer that has compiled a set and waits for the next round."""

    def __init__(self, options, name, text, arguments):
        command = pinned(
            options, options.folder / "peers", options.folder / "plain" / f"{name}.txt", text, *arguments, "--wait",
            "--rounds", options.rounds, "--seconds", options.seconds)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.compiled = self.line()
        self.rounds = []

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a peer has ended too early")
        return json.loads(line)

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.rounds.append(self.line())

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    def result(self):
        rounds = {key: [r[key] for r in self.rounds] for key in ["mb_per_second", "ns_per_piece"]}
        bytes_, hits = (sum(r[key] for r in self.rounds) for key in ["bytes", "hits"])
        return {**self.compiled, **rounds, "hits_per_mb": hits / bytes_ * 1e6}


def sluice(options, name, text):
    """One round of Sluice."""
    command = pinned(
        options, options.binary, "bench", "--rules", options.folder / "rules" / name, "--text", text, "--rounds", 1,
        "--pieces", 4, "--stream", STREAM, "--seconds-limit", 4 * options.seconds, "--format", "json")
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(options, name, language):
    text = options.folder / f"{language}.txt"
    peers = {key: Peer(options, name, text, arguments) for key, arguments in PEERS[name].items()}
    rounds = []
    for _ in range(options.rounds):
        rounds.append(sluice(options, name, text))
        for peer in peers.values():
            peer.round()
    for peer in peers.values():
        peer.end()
    return {"sluice": rounds, **{key: peer.result() for key, peer in peers.items()}}


class Results:
    """All that was measured, by set and text."""

    def __init__(self, measured):
        self.measured = measured

    def own(self, name, language, *path):
        def look(value):
            for key in path:
                value = value[key]
            return value
        return Series([look(value) for value in self.measured[name][language]["sluice"]])

    def pieces(self, name, language):
        return self.own(name, language, "pieces", "ns_per_piece", "median")

    def whole(self, name, language):
        return self.own(name, language, "whole_64k", "mb_per_second", "median")

    def hits(self, name, language):
        hits, bytes_ = (self.own(name, language, "pieces", key).median for key in ["hits", "bytes"])
        return hits / bytes_ * 1e6

    def load(self, name, language):
        loads, readies = (self.own(name, language, key).values for key in ["load_ms", "prepare_ms"])
        return Series([(load + ready) / 1000 for load, ready in zip(loads, readies)])

    def peer(self, name, language, key, unit):
        return Series(self.measured[name][language][key][unit])


class Figure:
    """One figure that is wanted: `value` has to be at most (or at least) the floor, better the aim."""

    def __init__(self, title, value, floor, aim, unit, own=None, peer=None, at_least=False):
        self.title, self.value, self.floor, self.aim, self.unit = title, value, floor, aim, unit
        self.own, self.peer, self.at_least = own, peer, at_least

    def reaches(self, wanted):
        return self.value >= wanted if self.at_least else self.value <= wanted

    def row(self, language):
        sign = "≥" if self.at_least else "≤"
        wanted = [f"{sign} {short(w)}" if w is not None else "" for w in (self.floor, self.aim)]
        if self.aim is not None and self.reaches(self.aim):
            verdict = "aim"
        elif self.floor is not None:
            verdict = "floor" if self.reaches(self.floor) else "MISSED"
        else:
            verdict = "no"
        return [self.title, language, str(self.own or ""), str(self.peer or ""), f"{short(self.value)} {self.unit}".strip(),
                *wanted, verdict]


def ratio(title, own, peer, floor, aim, at_least=False):
    return Figure(title, own.median / peer.median, floor, aim, "x", own, peer, at_least)


def plain(title, own, floor, aim, unit, at_least=False):
    return Figure(title, own.median, floor, aim, unit, own, at_least=at_least)


def figures(results, language):
    regexes = results.pieces("regexes-500", language)
    whole = {count: results.whole(f"keywords-{count}", language) for count in (1_000, 10_000, 100_000)}
    block = {count: results.peer(f"keywords-{count}", language, "hs-whole", "mb_per_second") for count in whole}
    many = results.pieces("keywords-100000", language)
    few = results.pieces("keywords-10000", language)
    held = [results.own("regexes-500", language, "held_bytes", key) for key in ("mean", "p99")]
    mean_floor, high_floor = (5, 30) if language == "en" else (12, 200)
    spans = results.peer("regexes-500", language, "hs-spans-pieces", "ns_per_piece")
    return [
        plain("piece, 500 regexes", regexes, 150, 70, "ns"),
        ratio("  to Hyperscan with spans", regexes, spans, 0.1, None),
        ratio("piece, 100,000 keywords, to Hyperscan", many,
              results.peer("keywords-100000", language, "hs-pieces", "ns_per_piece"), 1.0, 0.5),
        plain("piece, both, normalised", results.pieces("both", language), 300, 150, "ns"),
        plain("whole, 1,000 keywords", whole[1_000], 500, None, "MB/s", at_least=True),
        ratio("  to Hyperscan", whole[1_000], block[1_000], None, 1.0, at_least=True),
        ratio("whole, 10,000 keywords, to Hyperscan", whole[10_000], block[10_000], 0.8, 1.4, at_least=True),
        ratio("whole, 100,000 keywords, to Hyperscan", whole[100_000], block[100_000], 0.9, 1.5, at_least=True),
        plain("whole, 500 regexes with spans", results.whole("regexes-500", language), 100, 250, "MB/s", at_least=True),
        plain("held, 500 regexes, mean", held[0], mean_floor, 4, "bytes"),
        plain("held, 500 regexes, 99 %", held[1], high_floor, 20, "bytes"),
        plain("memory of a stream, both", results.own("both", language, "stream_memory_bytes", "mean"), 1024, 256, "bytes"),
        plain("load and compile, both", results.load("both", language), 3, 0.5, "s"),
        Figure("piece, 100,000 to 10,000 keywords", many.median / few.median, 3, 1.5, "x", many, few),
    ]


def baseline(measured):
    """Every measure as it is, peers and all."""
    rows = []
    for name, languages in measured.items():
        for language, result in languages.items():
            results = Results(measured)
            rows.append([name, language, "sluice", str(results.whole(name, language)), str(results.pieces(name, language)),
                         short(results.hits(name, language)), "",
                         str(results.load(name, language)),
                         short(results.own(name, language, "stream_memory_bytes", "mean").median)])
            for key, peer in result.items():
                if key == "sluice":
                    continue
                is_whole = key.endswith("whole")
                speed = Series(peer["mb_per_second"])
                rows.append([name, language, key, str(speed) if is_whole else "",
                             "" if is_whole else str(Series(peer["ns_per_piece"])), short(peer["hits_per_mb"]),
                             str(peer["refused"] or ""), short(peer["compile_seconds"]), str(peer["state_bytes"] or "")])
    return rows


def table(head, rows):
    rows = [head, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="what make-inputs.py has made")
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="the most that one round of one measure takes")
    parser.add_argument("--cpu", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="the smaller sets, too")
    parser.add_argument("--json", type=pathlib.Path, help="keep everything that was measured in this file")
    parser.add_argument("--from", dest="kept", type=pathlib.Path, help="print what was kept, measure nothing")
    options = parser.parse_args()
    if options.kept:
        measured = json.loads(options.kept.read_text())
    else:
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libhs", "libpcre2-8"], text=True).split()
        subprocess.run(
            ["g++", "-O2", "-std=c++17", "-o", options.folder / "peers", HERE / "peers.cpp", *flags], check=True)
        measured = {}
        for name in PEERS if options.all else WANTED:
            measured[name] = {language: measure(options, name, language) for language in ("en", "zh")}
            if options.json:
                options.json.write_text(json.dumps(measured))
    results = Results(measured)
    rows = [figure.row(language) for pair in zip(figures(results, "en"), figures(results, "zh"))
            for figure, language in zip(pair, ("en", "zh"))]
    table(["figure", "text", "Sluice", "peer", "value", "floor", "aim", "reached"], rows)
    print()
    table(["set", "text", "engine", "whole MB/s", "ns per piece", "hits per MB", "refused", "compile s", "bytes per stream"],
          baseline(measured))


if __name__ == "__main__":
    main()
