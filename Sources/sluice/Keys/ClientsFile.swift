import Glibc
import SluicePipeline
import SluiceRules

/// A clients' file on the disk: edited by one command at a time, replaced whole, readable by its owner only.
struct ClientsFile {
    let path: String

    /// The text of the file.
    ///
    /// - Throws: An exit status, when it has been said what is wrong.
    func read() throws(ExitStatus) -> (text: ClientsText, clients: [Client]) {
        guard let bytes = RuleFiles.disk.read(path) else {
            throw fail(
                "sluice: \(RuleFiles.disk.unreadable(path)); --clients names the file", .environment)
        }
        let text = ClientsText(String(decoding: bytes, as: UTF8.self))
        do throws(ClientsText.Fault) {
            return (text, try text.clients())
        } catch {
            throw explain(error)
        }
    }

    /// Edits the file; a file that isn't there is made.
    ///
    /// - Throws: An exit status, when it has been said what is wrong; the file is then as it was.
    func edit(_ change: (inout ClientsText) throws(ClientsText.Fault) -> Void) throws(ExitStatus) {
        let target = realPath
        guard let lock = lock(target) else {
            let reason = RuleFiles.reason(errno)
            throw fail("sluice: the folder of \(path) can't be used: \(reason)", .environment)
        }
        defer { close(lock) }
        var text = ClientsText(ClientsText.empty)
        if RuleFiles.disk.kind(target) != nil { text = try read().text }
        do throws(ClientsText.Fault) {
            try change(&text)
        } catch {
            throw explain(error)
        }
        guard PrivateFile.write(Array(text.text.utf8), to: target, isDurable: true) else {
            throw fail("sluice: \(path) can't be written", .environment)
        }
    }

    /// The file itself, where the path is a link to it.
    private var realPath: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private var folder: String {
        let target = realPath
        guard let slash = target.lastIndex(of: "/") else { return "." }
        return slash == target.startIndex ? "/" : String(target[..<slash])
    }

    /// Waits until no other command edits a file of the folder; the lock is gone when the descriptor is closed.
    private func lock(_ target: String) -> Int32? {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private func explain(_ fault: ClientsText.Fault) -> ExitStatus {
        switch fault {
        case .invalid(let complaints):
            for complaint in complaints { Output.error.line("\(path):\(complaint)") }
            return fail("sluice: \(path) can't be used; nothing was changed", .badInput)
        case .unknownClient(let name):
            return fail("sluice: there is no client `\(name)` in \(path)", .badInput)
        case .unknownKey(let name):
            return fail(
                "sluice: \(path) has no key of `\(name)`; `sluice keys list` shows who has which", .badInput)
        case .layout(let name):
            return fail(
                "sluice: the keys of `\(name)` don't stand one on a line each, `- { hash: ... }`; edit \(path) by hand",
                .badInput)
        }
    }

    private func fail(_ message: String, _ status: ExitStatus) -> ExitStatus {
        Output.error.line(message)
        return status
    }
}
