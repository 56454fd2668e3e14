/// One change of a payload's raw bytes.
struct JSONPatch {
    var range: Range<Int>
    var bytes: [UInt8]
    /// Which of several changes at one offset comes first.
    var order: Int
    /// Where the site begins that the change belongs to, `nil` for a dropped member.
    var site: Int?
}
