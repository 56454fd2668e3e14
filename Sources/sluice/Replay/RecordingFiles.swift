package import SluiceRecording
package import SluiceRules

/// The recordings that a command line names: `*.rec.jsonl` files, folders of them, and VCR cassettes.
package struct RecordingFiles {
    /// One exchange and where it stands.
    package struct Item: Sendable {
        package let path: String
        package let exchange: RecordedExchange
        /// Where the response's body was cut when it was recorded.
        package let cuts: [Int]
        package let label: String?
    }

    /// Why a file can't be used.
    package enum Fault: Error {
        case unreadable(String)
        /// The file isn't what its name says, for this reason.
        case invalid(String)
        case nothing([String])

        /// How the command ends.
        package var status: ExitStatus {
            if case .unreadable = self { .environment } else { .badInput }
        }

        /// What is said to a person.
        package var line: String {
            switch self {
            case .unreadable(let path): "sluice: \(RuleFiles.disk.unreadable(path))"
            case .invalid(let reason): "sluice: \(reason)"
            case .nothing(let paths):
                "sluice: there is no recording in \(paths.map { "`\($0)`" }.joined(separator: ", ")); "
                    + "recordings are files named *.rec.jsonl"
            }
        }
    }

    private let files: RuleFiles

    package init(files: RuleFiles = .disk) {
        self.files = files
    }

    /// Reads everything; exchanges that never ended are left out.
    package func read(_ paths: [String]) throws(Fault) -> [Item] {
        var items: [Item] = []
        for path in try self.paths(paths) {
            items += files.kind(path) == nil ? [try readOne(path)] : try readFile(path)
        }
        guard !items.isEmpty else { throw .nothing(paths) }
        return items
    }

    /// Reads recordings as they are, cassettes not among them.
    package func recordings(_ paths: [String]) throws(Fault) -> [Recording] {
        var recordings: [Recording] = []
        for path in try self.paths(paths) {
            guard let bytes = files.read(path) else { throw .unreadable(path) }
            do {
                recordings.append(try Recording(file: path, bytes: bytes))
            } catch {
                throw .invalid(error.description)
            }
        }
        guard !recordings.isEmpty else { throw .nothing(paths) }
        return recordings
    }

    /// The files that are named, and in folders every recording, in order.
    func paths(_ paths: [String]) throws(Fault) -> [String] {
        var found: [String] = []
        for path in paths {
            guard files.kind(path) == .folder else {
                found.append(path)
                continue
            }
            guard let names = files.list(path) else { throw .unreadable(path) }
            for name in names.sorted() {
                let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
                if files.kind(inner) == .folder || name.hasSuffix(".rec.jsonl") {
                    found += try self.paths([inner])
                }
            }
        }
        return found
    }

    /// One exchange of a file that has several: `FILE#2`.
    private func readOne(_ path: String) throws(Fault) -> Item {
        guard let mark = path.lastIndex(of: "#"), files.kind(String(path[..<mark])) == .file else {
            throw .unreadable(path)
        }
        let items = try readFile(String(path[..<mark]))
        guard let item = items.first(where: { $0.exchange.name == path }) else {
            throw .invalid("\(path[..<mark]) has no exchange with the number \(path[mark...].dropFirst())")
        }
        return item
    }

    private func readFile(_ path: String) throws(Fault) -> [Item] {
        guard let bytes = files.read(path) else { throw .unreadable(path) }
        do {
            if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
                return try Cassette.read(file: path, bytes: bytes).map {
                    Item(path: path, exchange: $0, cuts: [], label: nil)
                }
            }
            let recording = try Recording(file: path, bytes: bytes)
            guard var exchange = recording.exchange else { return [] }
            exchange.name = path
            return [Item(path: path, exchange: exchange, cuts: recording.cuts, label: recording.label)]
        } catch let error as RecordingError {
            throw .invalid(error.description)
        } catch let error as CassetteError {
            throw .invalid(error.description)
        } catch {
            throw .invalid("\(path): \(error)")
        }
    }
}
