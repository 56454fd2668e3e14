/// A connection of a client, as its event loop knows it.
protocol LoopConnection: AnyObject {
    /// Whether an exchange runs on it.
    var isBusy: Bool { get }
    /// No new exchange is begun from now on; the connection may say so to its client.
    func drain()
    /// Ends what runs with the error of its dialect, since the drain time is over.
    func endForShutdown()
    /// Closes once what was written has left.
    func close(lingers: Bool)
    /// Lets each exchange send what keeps its stream alive, if it has been silent for long.
    func keepAlive(_ silence: SilenceClock)
}
