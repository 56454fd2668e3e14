import ArgumentParser

/// How long is recorded: `30s`, `10m`, `2h`; at most a day.
package struct RecordingTime: ExpressibleByArgument, Sendable {
    package let seconds: Int

    package init?(argument: String) {
        let units = ["s": 1, "m": 60, "h": 3600]
        guard let unit = argument.last.flatMap({ units[String($0)] }), let number = Int(argument.dropLast()),
            number > 0, number <= 86_400 / unit
        else { return nil }
        seconds = number * unit
    }
}
