/// What a text entry says of its texts beside their kind.
extension PathEntry {
    /// The same text, under a signature of the provider's: changed, it would be refused when it is sent back, so it is
    /// passed on as it is or not at all.
    package var signed: Self { naming { $0.isSigned = true } }

    /// The same text, which says in a droppable member what another text says: a hit takes out the member.
    package var mirror: Self { naming { $0.isMirror = true } }

    /// The same text, which is one text with the others in its list: models, SDKs and readers join them.
    package var part: Self { naming { $0.part = .list } }

    /// The same text, which is one text with all that the entry names in a payload.
    package var partOfAll: Self { naming { $0.part = .payload } }

    /// The same entry with its texts named otherwise.
    private func naming(_ change: (inout Naming) -> Void) -> Self {
        var entry = self
        switch action {
        case .text(var naming):
            change(&naming)
            entry.action = .text(naming)
        case .bytes(var naming):
            change(&naming)
            entry.action = .bytes(naming)
        case .subtree(var naming):
            change(&naming)
            entry.action = .subtree(naming)
        case .url, .file, .opaque, .opaqueSubtree, .value, .droppable: break
        }
        return entry
    }
}
