/// A value that may be missing and is stored apart, so that its owner has room for a reference only.
///
/// For what is large and for most of its owner's life not there: ten thousand streams are ten thousand owners.
@propertyWrapper
package struct Apart<Value: Sendable>: Sendable {
    private indirect enum Slot: Sendable {
        case empty
        case full(Value)
    }

    private var slot = Slot.empty

    package init() {}

    package var wrappedValue: Value? {
        get {
            guard case .full(let value) = slot else { return nil }
            return value
        }
        _modify {
            var value = wrappedValue
            // The only copy is the one that is changed, or what it holds would be copied with each change.
            slot = .empty
            defer { slot = value.map(Slot.full) ?? .empty }
            yield &value
        }
    }
}
