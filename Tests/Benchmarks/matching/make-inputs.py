#!/usr/bin/env python3
"""Makes what the matching benchmarks read: two texts, English and Chinese, and sets of rules that are shaped like real ones.

    Tests/Benchmarks/matching/make-inputs.py FOLDER

The texts come from Debian's documentation packages, which are downloaded into the folder and unpacked there, not
installed. Every set is written twice: as rule files, and as a plain list (id, kind, flags, pattern, with tabs between
them) for other engines. The same packages and seed give the same bytes.
"""

import argparse
import collections
import gzip
import html
import pathlib
import random
import re
import subprocess

import handwritten

SIZE = 8_000_000
ENGLISH = {
    "python3.11-doc": "usr/share/doc/python3.11/html/**/*.html",
    "perl-doc": "usr/share/perl/*/pod/*.pod",
    "debian-handbook": "usr/share/doc/debian-handbook/html/en-US/*.html",
}
CHINESE = {
    "debian-handbook": "usr/share/doc/debian-handbook/html/zh-CN/*.html",
    "debian-reference-zh-cn": "usr/share/debian-reference/*.zh-cn.html",
    "debian-faq-zh-cn": "usr/share/doc/**/*.zh-cn.html",
    "maint-guide-zh-cn": "usr/share/doc/**/*.zh-cn.html",
    "manpages-zh": "usr/share/man/zh_CN/man*/*.gz",
}
HAN = re.compile("[\u4e00-\u9fff]")
KEYWORD_SETS = [10, 1_000, 10_000, 100_000]
REGEX_SETS = [10, 100, 500]
STANDARD = "[nfkc, casefold, strip_invisible]"


# The texts

def unpack(folder, names):
    """The folder in which the packages' files lie."""
    root = folder / "packages"
    root.mkdir(parents=True, exist_ok=True)
    for name in sorted(names):
        if not any(root.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "download", name], cwd=root, check=True)
        subprocess.run(["dpkg-deb", "-x", next(root.glob(f"{name}_*.deb")), root / name], check=True)
    return root


def plain(path):
    """A file's prose: markup taken out, entities resolved."""
    text = (gzip.open(path) if path.suffix == ".gz" else path.open("rb")).read().decode("utf-8", "replace")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style|head|nav)\b.*?</\1>", " ", text)
        text = re.sub(r"</?(?:p|div|li|h\d|tr|dt|dd|pre|ul|ol|table|section)\b[^>]*>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    elif path.suffix == ".pod":
        text = re.sub(r"(?m)^=\w+ ?", "", text)
        text = re.sub(r"[A-Z]<+ ?([^<>]*?) ?>+", r"\1", text)
    else:
        text = re.sub(r'(?m)^[.\']\\".*$', "", text)
        text = re.sub(r"(?m)^[.'][A-Za-z]+ ?", "", text)
        text = re.sub(r"\\f[A-Z]|\\[&,/]|\\s[+-]?\d", "", text).replace("\\-", "-")
    text = re.sub(r"[ \t\u00a0]+", " ", text)
    return re.sub(r" ?\n ?", "\n", re.sub(r"\n\s*\n+", "\n\n", text)).strip()


def paragraphs(root, packages, wanted):
    found = []
    for name, pattern in sorted(packages.items()):
        for path in sorted((root / name).glob(pattern)):
            found += [p for p in plain(path).split("\n\n") if wanted(p)]
    return list(dict.fromkeys(found))


def fill(found, seed):
    """Stretches of neighbouring paragraphs in a random order, over and over until there is enough."""
    chance = random.Random(seed)
    stretches = [found[i:i + 12] for i in range(0, len(found), 12)]
    parts, size = [], 0
    while size < SIZE:
        chance.shuffle(stretches)
        for stretch in stretches:
            part = "\n\n".join(stretch) + "\n\n"
            parts.append(part)
            size += len(part.encode())
            if size >= SIZE:
                break
    return "".join(parts).encode()[:SIZE].decode("utf-8", "ignore")


# The sets

def ranked(counter, least, most):
    """What occurs from `least` to `most` times, in a stable order."""
    return sorted(item for item, count in counter.items() if least <= count <= most)


def keywords(english, chinese, count, chance):
    """48 % rare English words and pairs of ordinary ones, 52 % Chinese of 3 to 6 characters along real bigrams."""
    words = collections.Counter(re.findall(r"\b[a-z]{5,14}\b", english))
    rare, ordinary = ranked(words, 1, 3), ranked(words, 20, 5_000)
    chance.shuffle(rare)
    runs = re.findall("[\u4e00-\u9fff]{2,}", chinese)
    following = collections.defaultdict(list)
    for left, right in sorted({run[i:i + 2] for run in runs for i in range(len(run) - 1)}):
        following[left].append(right)
    firsts = sorted({run[0] for run in runs})
    found = {}
    while len(found) < count:
        if chance.random() < 0.48:
            single = rare and chance.random() < 0.2
            word = rare.pop() if single else f"{chance.choice(ordinary)} {chance.choice(ordinary)}"
        else:
            word, length = chance.choice(firsts), chance.randint(3, 6)
            while len(word) < length and following[word[-1]]:
                word += chance.choice(following[word[-1]])
            if len(word) < 3:
                continue
        found[word] = None
    return list(found)


class Regex:
    def __init__(self, name, regex, example, window=None, is_exact=False):
        self.name, self.regex, self.example, self.window, self.is_exact = name, regex, example, window, is_exact


def english_regex(name, words, chance):
    a, b, c, d = chance.sample(words, 4)
    form = chance.choices(range(6), [25, 30, 20, 12, 10, 3])[0]
    if form == 0:
        return Regex(name, rf"(?i)\b{a}\s{{1,4}}{b}\b", f"{a} {b}")
    if form == 1:
        return Regex(name, rf"(?i)\b{a}\s+(?:the|a|an|your|my)\s+{b}\b", f"{a} the {b}", 64)
    if form == 2:
        return Regex(name, rf"(?i)\b(?:{a}|{b})\s{{1,4}}(?:\w{{1,16}}\s{{1,4}}){{0,3}}(?:{c}|{d})\b", f"{b} one two {d}")
    if form == 3:
        return Regex(name, rf"(?i)\bhow\s+(?:to|do\s+i)\s+{a}\s+(?:\w+\s+){{0,2}}{b}\b", f"how to {a} one {b}", 96)
    if form == 4:
        return Regex(name, rf"(?i)\b{a}(?:s|ed|ing)?[\s\p{{P}}]{{1,4}}{b}(?:s|ed|ing)?\b", f"{a}ed {b}s")
    return Regex(name, rf"(?i)\b{a}\W+(?:\w+\W+){{0,3}}{b}\b", f"{a}, one, {b}", 96)


def chinese_regex(name, words, chance):
    a, b, c, d = chance.sample(words, 4)
    form = chance.choices(range(5), [35, 20, 20, 15, 10])[0]
    if form == 0:
        return Regex(name, rf"{a}[^。！？\n]{{0,8}}{b}", f"{a}一二{b}")
    if form == 1:
        return Regex(name, rf"(?:{a}|{b})[^。！？\n]{{0,6}}(?:{c}|{d})", f"{b}一二{c}")
    if form == 2:
        return Regex(name, rf"{a}(?:的|了|和)?{b}", f"{a}的{b}")
    if form == 3:
        return Regex(name, rf"(?:怎么|如何|怎样){a}[^。！？\n]{{0,6}}{b}", f"怎样{a}一{b}")
    return Regex(name, rf"{a}\s*{b}", f"{a}{b}", 32)


def regexes(english, chinese, count, chance):
    """The handwritten ones first, then English phrases and Chinese ones with gaps, three to two."""
    words = collections.Counter(re.findall(r"\b[a-z]{4,12}\b", english))
    pairs = collections.Counter()
    for run in re.findall("[\u4e00-\u9fff]{2,}", chinese):
        pairs.update(run[i:i + length] for length in (2, 3) for i in range(len(run) - length + 1))
    english_words, chinese_words = ranked(words, 40, 1_000), ranked(pairs, 30, 400)
    found = [Regex(*rule) for rule in handwritten.RULES]
    for number in range(len(found), count):
        if chance.random() < 0.6:
            found.append(english_regex(f"en-{number:03}", english_words, chance))
        else:
            found.append(chinese_regex(f"zh-{number:03}", chinese_words, chance))
    return found


# The files

def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def rule(name, match, example, normalize):
    lines = [
        f"  - id: bench.{name}", "    description: Made for measuring.", "    state: enforce",
        "    targets: [response.text]", f"    normalize: {normalize}", f"    match: {match}", "    action: redact",
        "    examples:", f'      match: ["{example}"]', "      no_match: ['qq']",
    ]
    return "\n".join(lines) + "\n"


class Set:
    """One set, written as rules and as a plain list; with the normaliser as rules only people would write."""

    def __init__(self, name, is_normalized=False):
        self.name, self.is_normalized = name, is_normalized
        self.rules, self.lists, self.lines = [], {}, []

    def add_keywords(self, found):
        boundary = "auto" if self.is_normalized else "none"
        lists = 4 if len(found) > 10 else 1
        for index in range(lists):
            words, name = found[index::lists], f"words-{index}"
            self.lists[name] = words
            match = f"{{ wordlists: [{name}], boundary: {boundary} }}"
            self.rules.append(rule(name, match, words[0], STANDARD if self.is_normalized else "[]"))
        flags = "i" if self.is_normalized else ""
        self.lines += [f"keyword-{i}\tliteral\t{flags}\t{word}" for i, word in enumerate(found)]

    def add_regexes(self, found):
        for regex in found:
            window = f", window: {regex.window}" if regex.window else ""
            normalize = "[nfkc, strip_invisible]" if regex.is_exact else STANDARD
            match = f"{{ regex: {quoted(regex.regex)}{window} }}"
            self.rules.append(rule(regex.name, match, regex.example, normalize if self.is_normalized else "[]"))
            flags = "i" if self.is_normalized and not regex.is_exact else ""
            self.lines.append(f"{regex.name}\tregex\t{flags}\t{regex.regex}")

    def write(self, folder):
        rules = folder / "rules" / self.name
        rules.mkdir(parents=True, exist_ok=True)
        head = "version: 1\n"
        if self.lists:
            head += "lists:\n" + "".join(f"  {name}: {{ file: {name}.txt }}\n" for name in self.lists)
        (rules / "bench.rules.yaml").write_text(head + "rules:\n" + "".join(self.rules))
        for name, words in self.lists.items():
            (rules / f"{name}.txt").write_text("\n".join(words) + "\n")
        (folder / "plain").mkdir(exist_ok=True)
        (folder / "plain" / f"{self.name}.txt").write_text("\n".join(self.lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=20261128)
    options = parser.parse_args()
    root = unpack(options.folder, ENGLISH.keys() | CHINESE.keys())
    english = paragraphs(root, ENGLISH, lambda text: len(text) > 100 and not HAN.search(text))
    chinese = paragraphs(root, CHINESE, lambda text: len(text) > 40 and len(HAN.findall(text)) * 4 >= len(text))
    for name, found in [("en", english), ("zh", chinese)]:
        text = fill(found, options.seed)
        (options.folder / f"{name}.txt").write_text(text)
        unique = sum(len(paragraph.encode()) for paragraph in found)
        print(f"{name}.txt: {len(text.encode()):,} bytes, from {unique:,} bytes that differ")
    chance = random.Random(options.seed)
    texts = "\n".join(english), "\n".join(chinese)
    words = keywords(*texts, KEYWORD_SETS[-1], chance)
    rules = regexes(*texts, REGEX_SETS[-1], chance)
    for count in KEYWORD_SETS:
        made = Set(f"keywords-{count}")
        made.add_keywords(words[:count])
        made.write(options.folder)
    for count in REGEX_SETS:
        made = Set(f"regexes-{count}")
        made.add_regexes(rules[:count])
        made.write(options.folder)
    both = Set("both", is_normalized=True)
    both.add_keywords(words)
    both.add_regexes(rules)
    both.write(options.folder)
    unbounded = sum(regex.window is not None for regex in rules)
    print(f"{len(words):,} keywords, {len(rules)} regexes of which {unbounded} have a window")


if __name__ == "__main__":
    main()
