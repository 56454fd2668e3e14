/// A key of a mapping and its value.
package struct ConfigMember: Sendable {
    package let key: String
    package let keySpan: SourceSpan
    package let value: ConfigNode

    package init(key: String, keySpan: SourceSpan, value: ConfigNode) {
        self.key = key
        self.keySpan = keySpan
        self.value = value
    }
}
