#!/usr/bin/env python3
"""Writes Tables/*.swift: the code point maps of each normalisation step.

Sources: Python's unicodedata and str.casefold (the Unicode version is written into each file), ICU's
"Traditional-Simplified" transliterator through `uconv` (Debian package icu-devtools), and the list of look-alikes
below, which is ours. Run it from any folder: `python3 generate-tables.py`.

A table is one ASCII string of tokens. All numbers are hexadecimal; D is the distance of the token's first code point
from the last one of the token before.
    D:T      one code point becomes T            D=T,T   one code point becomes several
    D+N:T    N neighbours become T, T+1, ...     D=      one code point vanishes
    D*N:T    N code points, every second one,    D+N=    N neighbours vanish (or: N neighbours are in the set)
             become T, T+2, ...
"""
import pathlib
import subprocess
import sys
import unicodedata

EVERY = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
FOLDER = pathlib.Path(__file__).resolve().parent / "Tables"


def encode(mapping):
    """Tokens for a map from code point to a tuple of code points."""
    tokens, last, sources, at = [], 0, sorted(mapping), 0

    def run(step):
        first, count = sources[at], 1
        while at + count < len(sources):
            source, target = sources[at + count], mapping[sources[at + count]]
            if source != first + step * count or len(target) != len(mapping[first]):
                break
            if target and target[0] != mapping[first][0] + step * count:
                break
            count += 1
        return count

    while at < len(sources):
        first = sources[at]
        target = mapping[first]
        distance = f"{first - last:x}"
        if len(target) > 1:
            tokens.append(distance + "=" + ",".join(f"{t:x}" for t in target))
            at, last = at + 1, first
            continue
        single, double = run(1), run(2) if target else 0
        step, mark, count = (2, "*", double) if double > single and double > 2 else (1, "+", single)
        head = distance if count == 1 else f"{distance}{mark}{count:x}"
        tokens.append(head + (f":{target[0]:x}" if target else "="))
        at, last = at + count, first + step * (count - 1)
    return " ".join(tokens)


def points(text):
    return tuple(map(ord, text))


def compatibility():
    pairs = ((c, unicodedata.normalize("NFKC", chr(c))) for c in EVERY)
    return {c: points(t) for c, t in pairs if t != chr(c)}


def case_folding():
    pairs = ((c, chr(c).casefold()) for c in EVERY)
    return {c: points(t) for c, t in pairs if t != chr(c)}


# Derived property Default_Ignorable_Code_Point (DerivedCoreProperties.txt).
INVISIBLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]


def invisible():
    return {c: () for first, last in INVISIBLE for c in range(first, last + 1)}


# Combining marks of Latin, Greek, Cyrillic, of symbols, and the points of Hebrew and Arabic.
MARKS = [
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7),
    (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
]


def marks():
    dropped = {c for first, last in MARKS for c in range(first, last + 1)}
    result = {}
    for c in EVERY:
        whole = points(unicodedata.normalize("NFD", chr(c)))
        rest = tuple(p for p in whole if p not in dropped)
        if rest != whole:
            result[c] = points(unicodedata.normalize("NFC", "".join(map(chr, rest))))
    return result


LOOK_ALIKES = [
    # Cyrillic capitals and small letters
    ("АВЕЅІЈКМНОРСТУХԌԚԜҮҺӀԀ", "ABESIJKMHOPCTYXGQWYHlD"),
    ("авеѕіјкмнорстухԍԛԝүһӏԁ", "abesijkmhopctyxgqwyhld"),
    # Greek capitals and small letters, each by its own looks
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺͿ", "ABEZHIKMNOPTYXCMJ"),
    ("αικνορτυχγηωϲϳ", "aikvoptuxynwcj"),
    # Latin letters without dot, of phonetic alphabets, small capitals
    ("ıȷɑɡɩʋɪʏʙɢʜʟɴʀ", "ijagiviybghlnr"),
    ("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ", "acdejkmoptuvwzfs"),
    # Armenian
    ("օսհոցԼՍՏ", "ouhngLUS"),
]


def confusables():
    result = {}
    for odd, plain in LOOK_ALIKES:
        if len(odd) != len(plain):
            sys.exit(f"look-alikes differ in length: {odd} {plain}")
        result.update((ord(o), (ord(p),)) for o, p in zip(odd, plain))
    return result


def simplified():
    ideographs = [c for c in EVERY if unicodedata.name(chr(c), "").startswith("CJK ")]
    lines = "\n".join(map(chr, ideographs)) + "\n"
    answer = subprocess.run(
        ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Traditional-Simplified"],
        input=lines.encode(), stdout=subprocess.PIPE, check=True)
    changed = answer.stdout.decode().split("\n")
    return {c: points(t) for c, t in zip(ideographs, changed) if t and t != chr(c)}


NUMERALS = ["零〇", "一壹弌", "二贰貳弍", "三叁參叄弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]


def digits():
    result = {}
    for c in EVERY:
        digit = unicodedata.digit(chr(c), None)
        if digit is not None and c > 0x7F:
            result[c] = (0x30 + digit,)
    for value, numerals in enumerate(NUMERALS):
        result.update((ord(n), (0x30 + value,)) for n in numerals)
    return result


# Scripts written without spaces, or whose particles join a word without one.
UNSPACED = [
    (0xE00, 0xFFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x1950, 0x1AAF), (0x1B00, 0x1B7F),
    (0x2E80, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xA980, 0xA9FF), (0xAA60, 0xAA7F),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFFDC), (0x16F00, 0x1B2FF), (0x1F200, 0x1F2FF), (0x20000, 0x3FFFF),
]


def letters(spaced):
    def is_unspaced(c):
        return any(first <= c <= last for first, last in UNSPACED)

    return {c: () for c in EVERY if unicodedata.category(chr(c))[0] in "LMN" and is_unspaced(c) != spaced}


def write(name, what, table):
    unicode = unicodedata.unidata_version
    text = encode(table)
    (FOLDER / f"CodePointData+{name[0].upper()}{name[1:]}.swift").write_text(
        f"// Written by generate-tables.py from Unicode {unicode}; not edited by hand.\n"
        "// swift-format-ignore-file\n\n"
        "extension CodePointData {\n"
        f"    /// {what}\n"
        f'    static let {name}: StaticString = "{text}"\n'
        "}\n")
    print(f"{name}: {len(table)} code points, {len(text)} bytes")


FOLDER.mkdir(exist_ok=True)
write("compatibility", "NFKC of each code point that it changes.", compatibility())
write("caseFold", "Full case folding.", case_folding())
write("invisible", "Default-ignorable code points.", invisible())
write("marks", "Letters without their marks; the marks themselves vanish.", marks())
write("confusables", "Letters that look like Latin ones.", confusables())
write("simplified", "Traditional Chinese characters and their simplified forms (ICU, Traditional-Simplified).", simplified())
write("digits", "Digits of all scripts and Chinese numerals.", digits())
write("spacedLetters", "Letters, marks and numbers of scripts that set spaces between words.", letters(True))
write("unspacedLetters", "Letters, marks and numbers of scripts that set none.", letters(False))
