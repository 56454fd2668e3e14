import SluicePipeline
import SluiceRecording
import SluiceRules
import SluiceWire

/// What rules find in every text of a recorded exchange, and how it would end.
package struct ExchangeExplanation {
    /// One text with what was found in it.
    struct Passage {
        let text: ReadText
        let explanation: Explanation
    }

    let outcome: ReplayOutcome
    /// All texts, those of the request first.
    let passages: [Passage]
    /// Hits that the filters had and no text shows by itself: they reach over several events or messages.
    let spread: [RuleHit]

    /// - Parameter explainer: What explains a text of the exchange under the session's rules.
    init(
        _ item: RecordingFiles.Item, _ session: ReplaySession, _ explainer: inout Explainer
    ) {
        outcome = session.outcome(of: item)
        let texts = ExchangeTexts(item.exchange, through: session.replay)
        var passages: [Passage] = []
        for text in texts.request + texts.answer {
            let explanation = explainer.explain(
                text.bytes, as: text.target, encoding: text.encoding, isSigned: text.isSigned,
                isEarlier: text.isEarlier)
            guard !text.parts.isEmpty else {
                passages.append(Passage(text: text, explanation: explanation))
                continue
            }
            // What lies in one part is said of that; the reading with a line break adds what the other doesn't have.
            let isDone = { (rule: Int) in
                passages.last.map { last in
                    last.text.parts.count == text.parts.count && last.text.place == text.place
                        && last.explanation.findings.contains { $0.rule == rule }
                } ?? false
            }
            let reaching = explanation.keeping { finding in
                !isDone(finding.rule)
                    && !text.parts.contains {
                        $0.lowerBound <= finding.span.lowerBound && finding.span.upperBound <= $0.upperBound
                    }
            }
            if !reaching.findings.isEmpty { passages.append(Passage(text: text, explanation: reaching)) }
        }
        self.passages = passages
        spread = outcome.hits.filter { hit in
            !passages.contains { passage in
                passage.text.target.rawValue == hit.target
                    && passage.explanation.findings.contains {
                        $0.refusedBy.isEmpty && session.set.rules[$0.rule].id == hit.rule
                    }
            }
        }
    }

    /// The texts in which anything was found, without those that only say again what deltas said.
    var telling: [Passage] {
        passages.filter { !$0.explanation.findings.isEmpty && !$0.text.isRepeat }
    }
}
