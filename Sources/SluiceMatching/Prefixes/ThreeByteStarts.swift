/// The code points of three bytes with which a match of an automaton's regexes may begin, one bit each.
///
/// Why it exists: Chinese text consists of such code points, most regexes begin with none of them, and the automaton tells
/// only with the third byte. One load of 8 KiB answers for the three. It is safe because a code point is left out only if
/// the automaton is dead behind it, whatever stands before.
enum ThreeByteStarts {
    /// Bit n is that of U+n.
    static func bits(
        classes: [UInt8], rowShift: Int, next: [PrefixAutomaton.State], entries: [[PrefixAutomaton.State]],
        firstAccepting: PrefixAutomaton.State
    ) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: 1024)
        let trailing = 0x80...0xBF
        let following = { (state: PrefixAutomaton.State, byte: Int) in
            next[Int(state) << rowShift | Int(classes[byte])]
        }
        for lead in 0xE0...0xEF {
            for first in Set(entries.map { $0[Int(classes[lead])] }) where first != 0 {
                for second in trailing {
                    let word = (lead & 0x0F) << 6 | second & 0x3F
                    if first >= firstAccepting {
                        bits[word] = .max
                        continue
                    }
                    let state = following(first, second)
                    if state >= firstAccepting {
                        bits[word] = .max
                    } else if state != 0 {
                        for third in trailing where following(state, third) != 0 {
                            bits[word] |= 1 << UInt64(third & 0x3F)
                        }
                    }
                }
            }
        }
        return bits
    }
}
