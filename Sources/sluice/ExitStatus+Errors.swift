import ArgumentParser

extension ExitStatus {
    /// How the command ends with an error, of which is said what there is to say: nothing when a subcommand threw a
    /// status, for it has said why itself.
    package static func reporting(_ error: any Error) -> ExitStatus {
        if let status = error as? ExitStatus { return status }
        switch SluiceCommand.exitCode(for: error) {
        case .success:
            Output.standard.line(SluiceCommand.fullMessage(for: error))
            return .fine
        case .validationFailure:
            Output.error.line(SluiceCommand.fullMessage(for: error))
            return .badInput
        default:
            Output.error.line("sluice: internal error: \(error)")
            return .defect
        }
    }
}
