/// The present value of an index, role or encoding that text sites depend on.
struct ScanReference: Sendable {
    var value: Int32 = 0
    var target = Target.requestOther
    var isBase64 = false
    /// The index of the word that has come among the program's words, -1 for none of them.
    var word: Int16 = -1
    /// Whether the member has come.
    var isSet = false
    /// How many sites, values and droppable members there were when its object began: those behind
    /// were built with the default if the member comes late.
    var sites = 0
    var values = 0
    var droppable = 0
}
