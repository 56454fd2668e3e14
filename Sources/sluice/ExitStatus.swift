import Glibc

/// How the command ends; thrown by a subcommand that has said on the terminal why.
package enum ExitStatus: Int32, Error {
    /// All is well.
    case fine = 0
    /// What was asked about has faults: an example that doesn't hold.
    case findings = 1
    /// The input can't be used: the command line, the configuration, a rule file.
    case badInput = 2
    /// Something outside failed: a port is taken, a file can't be read.
    case environment = 3
    /// Sluice itself is wrong.
    case defect = 4

    /// Ends the process.
    package func end() -> Never {
        exit(rawValue)
    }
}
