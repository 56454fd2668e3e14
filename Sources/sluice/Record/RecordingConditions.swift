import ArgumentParser
import SluiceGateway

/// Which exchanges of a running proxy are recorded, as the command line says it.
struct RecordingConditions: ParsableArguments {
    @Option(help: ArgumentHelp("Exchanges of a route.", valueName: "glob"))
    var route: [String] = []

    @Option(help: ArgumentHelp("Exchanges of a client.", valueName: "glob"))
    var client: [String] = []

    @Option(help: ArgumentHelp("Exchanges of clients with a tag.", valueName: "glob"))
    var keyTag: [String] = []

    @Option(help: ArgumentHelp("Exchanges that ask for a model.", valueName: "glob"))
    var model: [String] = []

    @Option(help: ArgumentHelp("Exchanges in which a rule hit, in shadow or not.", valueName: "glob"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("Exchanges that the provider answered so: 200, 4xx.", valueName: "status"))
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Exchanges that ended so: passed, modified, blocked (nothing of the answer had left), cut (a part had), upstream_failed, client_closed.",
            valueName: "outcome"))
    var outcome: [String] = []

    @Option(
        help: ArgumentHelp(
            "full, or mask: of texts only the kinds of characters are kept, but for what rules hit.",
            valueName: "content"))
    var content = "full"

    @Flag(help: "Exchanges in which any rule hit, in shadow or not.")
    var hitsOnly = false

    func validate() throws {
        do throws(RecordingFilter.Fault) {
            _ = try RecordingFilter(conditions)
        } catch {
            throw ValidationError(error.reason)
        }
    }

    /// The conditions by name, as the admin port takes them.
    private var conditions: [(name: String, value: String)] {
        let lists = [
            ("route", route), ("client", client), ("key_tag", keyTag), ("model", model), ("rule", rule),
            ("status", status), ("outcome", outcome),
        ]
        return lists.flatMap { name, values in values.map { (name: name, value: $0) } }
            + [(name: "content", value: content)] + (hitsOnly ? [(name: "hits_only", value: "true")] : [])
    }

    /// The conditions as further parts of a query.
    var query: String {
        conditions.map { "&\($0.name)=\(Self.escaped($0.value))" }.joined()
    }

    /// A value in a query (RFC 3986).
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte -> String in
            let isKept =
                0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || "-._~".utf8.contains(byte)
            guard !isKept else { return String(Character(Unicode.Scalar(byte))) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
