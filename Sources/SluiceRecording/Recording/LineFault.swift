/// What is wrong with a line of a recording.
struct LineFault: Error {
    var text: String

    init(_ text: String = "this is no line of a recording") {
        self.text = text
    }
}
