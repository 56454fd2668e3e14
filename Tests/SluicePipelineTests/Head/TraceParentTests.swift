import SluicePipeline
import Testing

/// Only what the standard calls a trace gets into a log.
struct TraceParentTests {
    private static let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test(arguments: [good, good.replacing("00-4b", with: "cc-4b"), good.replacing("b7-01", with: "b7-00")])
    func aTraceIsKnown(value: String) {
        #expect(TraceParent.isWellFormed(value))
        let head = RequestHead(
            method: "GET", path: "/", fields: HeaderFields([.init(name: "Traceparent", value: value)]))
        #expect(TraceParent.of(head) == value)
    }

    @Test(arguments: [
        "", "-", "---", "a text", good.uppercased(), good + "-x", " " + good, String(good.dropLast()),
        good.replacing("00-4b", with: "ff-4b"), good.replacing("4bf9", with: "4bg9"),
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
    ])
    func anythingElseIsNone(value: String) {
        #expect(!TraceParent.isWellFormed(value))
    }

    @Test func twoTracesAreNone() {
        let field = HeaderFields.Field(name: "traceparent", value: Self.good)
        #expect(
            TraceParent.of(RequestHead(method: "GET", path: "/", fields: HeaderFields([field, field]))) == nil
        )
    }
}
