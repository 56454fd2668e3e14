import ArgumentParser

/// For whom a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case human
    case json
}
