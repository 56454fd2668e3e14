/// A compiled path table: flat arrays that the scanner reads through pointers.
///
/// Immutable after `init`, hence safe to share.
@safe final class PathProgram: @unchecked Sendable {
    let nodes: UnsafePointer<PathNode>
    let children: UnsafePointer<PathChild>
    let keys: UnsafePointer<UInt8>
    let records: UnsafePointer<TextRecord>
    let values: UnsafePointer<PathValue>
    let owned: UnsafePointer<Int16>
    /// Of each reference: what it reads.
    let references: [ReferenceKind]
    /// The words that choose between records.
    let words: [[UInt8]]
    /// The choices.
    let choices: [PathChoice]
    /// What makes repeats the beginnings of their texts.
    let openings: [PathOpening]
    /// The path of each node as a table writes it.
    let paths: [String]
    /// The record of strings that no entry names.
    let unnamed: Int32

    init(_ builder: PathProgramBuilder, unnamed: Int32) {
        unsafe nodes = Self.copy(builder.nodes.map(\.node))
        unsafe children = Self.copy(builder.children)
        unsafe keys = Self.copy(builder.keys)
        unsafe records = Self.copy(builder.records)
        unsafe values = Self.copy(builder.values)
        unsafe owned = Self.copy(builder.owned)
        references = builder.references.map(\.kind)
        words = builder.words
        choices = builder.choices
        openings = builder.openings
        paths = builder.nodes.map(\.path)
        self.unnamed = unnamed
    }

    deinit {
        unsafe nodes.deallocate()
        unsafe children.deallocate()
        unsafe keys.deallocate()
        unsafe records.deallocate()
        unsafe values.deallocate()
        unsafe owned.deallocate()
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        for (offset, element) in elements.enumerated() {
            unsafe (copy + offset).initialize(to: element)
        }
        return unsafe UnsafePointer(copy)
    }
}

/// A value to report, and the reference of its major (-1 for none).
struct PathValue: Sendable {
    var name: ValueName
    var major: Int16
}
