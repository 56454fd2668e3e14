/// The logs that are files.
struct GatewayLogs: Sendable {
    /// What became of exchanges; nil: that goes to the logger.
    var decisions: LineLog?
    /// Who asked for what; nil: nobody notes it.
    var access: LineLog?

    init() {}

    /// Opens the files.
    init(_ configuration: GatewayConfiguration) throws(LineFile.Failed) {
        if let options = configuration.decisionLog { decisions = try LineLog(options) }
        if let options = configuration.accessLog { access = try LineLog(options) }
    }

    /// Whether new exchanges are refused because what becomes of them couldn't be noted.
    var refusesExchanges: Bool { decisions?.refusesExchanges ?? false }

    /// Writes what waits and closes the files.
    func close() async {
        await decisions?.close()
        await access?.close()
    }
}
