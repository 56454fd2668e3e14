/// The references of a path table that a site was built with, -1 where it has none.
///
/// A reference's member (`index`, `role`) may follow the text in its object. When it comes, the
/// sites that were built with the default are found by these numbers and corrected.
struct SiteLinks: Sendable {
    var major: Int16
    var minor: Int16
    var role: Int16
    /// The choice of records that the site was built by.
    var choice: Int16 = -1
    /// The opening that makes the site the beginning of a text.
    var opening: Int16 = -1

    static let none = Self(major: -1, minor: -1, role: -1)
}
