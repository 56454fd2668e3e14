import SluicePipeline

/// A stage whose response filter is wrong on purpose.
struct BrokenStage: Stage {
    static let name = "broken"

    /// How it is wrong.
    enum Fault: Sendable {
        /// Nothing is filtered.
        case passesAll
        /// Everything is held to the end, and not filtered.
        case holdsAll
        /// A piece that begins with this byte loses it.
        case loses(UInt8)
        /// The last event never leaves.
        case forgetsTheEnd
    }

    let fault: Fault

    func receive(_ exchange: inout Exchange) -> Outcome {
        exchange.responseFilter = Filter(fault: fault)
        return .next
    }

    private struct Filter: ResponseFilter {
        let fault: Fault
        var held: [UInt8] = []

        mutating func open(_ head: inout ResponseHead, isBodyless: Bool, _ exchange: inout Exchange)
            -> FilterStep
        {
            .more
        }

        mutating func push(_ bytes: Span<UInt8>, into out: inout [UInt8], _ exchange: inout Exchange)
            -> FilterStep
        {
            var piece = bytes.indices.map { bytes[$0] }
            switch fault {
            case .passesAll: break
            case .loses(let byte): if piece.first == byte { piece.removeFirst() }
            case .holdsAll:
                held += piece
                piece = []
            case .forgetsTheEnd:
                held += piece
                piece = Array(held.dropLast(16))
                held = Array(held.suffix(16))
            }
            out += piece
            return .more
        }

        mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
            if case .holdsAll = fault { out += held }
            return .ended
        }

        mutating func fail(_ refusal: Refusal, into out: inout [UInt8], _ exchange: inout Exchange)
            -> FilterStep
        {
            .abort
        }
    }
}
