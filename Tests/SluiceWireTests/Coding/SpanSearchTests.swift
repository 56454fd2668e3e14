import SluiceWire
import Testing

struct SpanSearchTests {
    @Test(arguments: [
        ("a\nb\n", 0, 1), ("a\nb\n", 1, 1), ("a\nb\n", 2, 3), ("a\nb\n", 4, nil), ("a\nb\n", 9, nil),
        ("", 0, nil),
        ("abc", 0, nil), ("\n", 0, 0),
    ])
    func aByteIsFoundAtOrAfterAStart(_ text: String, _ start: Int, _ expected: Int?) {
        #expect(Array(text.utf8).span.firstIndex(of: 0x0A, from: start) == expected)
    }
}
