import CoreMetrics
import NIOCore
import Synchronization

/// One series that is emitted through swift-metrics, from whatever thread.
///
/// It takes all that swift-metrics can say; what doesn't fit its kind changes nothing.
final class MetricSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler,
    TimerHandler
{
    private enum Value {
        /// A counter's or a gauge's.
        case number(Double)
        /// A timer's.
        case times(Histogram)
        /// A recorder's: how much came together in how many records.
        case total(Double, count: Int)
    }

    let kind: MetricsText.Kind
    /// The name of its family.
    let family: String
    let labels: [MetricsText.Label]
    private let value: Mutex<Value>

    init(_ kind: MetricsText.Kind, of family: String, _ labels: [MetricsText.Label]) {
        self.kind = kind
        self.family = family
        self.labels = labels
        switch kind {
        case .counter, .gauge: value = Mutex(.number(0))
        case .histogram: value = Mutex(.times(Histogram()))
        case .summary: value = Mutex(.total(0, count: 0))
        }
    }

    /// Writes its samples.
    func write(to page: inout MetricsText) {
        switch value.withLock({ $0 }) {
        case .number(let number): page.sample(family, labels, number)
        case .times(let times): page.sample(family, labels, times)
        case .total(let total, let count):
            page.sample(family + "_sum", labels, total)
            page.sample(family + "_count", labels, count)
        }
    }

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    /// A counter only grows.
    func increment(by amount: Double) {
        guard kind == .gauge || amount.isFinite && amount > 0 else { return }
        value.withLock { value in
            if case .number(let number) = value { value = .number(number + amount) }
        }
    }

    func decrement(by amount: Double) { increment(by: -amount) }

    func reset() { set(0.0) }

    func set(_ number: Int64) { set(Double(number)) }

    func set(_ number: Double) {
        value.withLock { value in
            if case .number = value { value = .number(number) }
        }
    }

    func record(_ number: Int64) { record(Double(number)) }

    /// A gauge is what was recorded last.
    func record(_ number: Double) {
        value.withLock { value in
            switch value {
            case .number: value = .number(number)
            case .times: break
            case .total(let total, let count):
                if number.isFinite { value = .total(total + number, count: count + 1) }
            }
        }
    }

    func recordNanoseconds(_ duration: Int64) {
        value.withLock { value in
            guard case .times(var times) = value else { return }
            times.add(.nanoseconds(duration))
            value = .times(times)
        }
    }
}
