/// How likely the bytes of each class are in ordinary text, roughly; it only orders work.
struct ByteLikelihoods {
    private(set) var ofClass: [Double] = []

    init() {}

    init(classes: [UInt8], classCount: Int) {
        ofClass = [Double](repeating: 0, count: classCount)
        for byte in UInt8.min...UInt8.max { ofClass[Int(classes[Int(byte)])] += Self.likelihood(of: byte) }
    }

    private static func likelihood(of byte: UInt8) -> Double {
        switch byte {
        case UInt8(ascii: " "): 0.15
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 0.03
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 0.005
        case 0x80...0xBF: 0.01
        case 0xE4...0xE9: 0.05
        default: 0.002
        }
    }
}
