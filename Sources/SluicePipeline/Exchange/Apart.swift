/// A value that may be missing and is stored apart, so that its owner has room for a reference only.
///
/// For what is large and for most of its owner's life not there: ten thousand streams are ten thousand owners. It is read
/// and changed where it is, without a copy; a copy of the owner that changes it gets one of its own first.
@propertyWrapper
package struct Apart<Value: Sendable>: Sendable {
    /// Shared by copies of the owner and never changed while it is: hence unchecked.
    private final class Place: @unchecked Sendable {
        var value: Value?

        init(_ value: Value?) {
            self.value = value
        }
    }

    private var place: Place?

    package init() {}

    package var wrappedValue: Value? {
        _read {
            if let place {
                yield place.value
            } else {
                yield nil
            }
        }
        _modify {
            let own = ownPlace()
            defer { place = own.value == nil ? nil : own }
            yield &own.value
        }
    }

    /// The place, which nobody else has.
    private mutating func ownPlace() -> Place {
        if let place, isKnownUniquelyReferenced(&self.place) { return place }
        let own = Place(place?.value)
        place = own
        return own
    }
}
