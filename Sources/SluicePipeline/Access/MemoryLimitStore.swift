internal import Synchronization

/// Counts in memory: a restart forgets them.
///
/// Requests are counted by a bucket that is full at first and filled evenly. What nobody needs any more (a full bucket,
/// no exchange, no token today) is forgotten, so that the store's size follows those who ask.
package final class MemoryLimitStore: LimitStore {
    private struct Account {
        /// When the bucket will be full, in microseconds since 1970.
        var full = 0
        var streams = 0
        var tokens = 0
        /// In millionths.
        var cost = 0
        /// The day that the tokens were counted on.
        var day = 0

        func isIdle(at now: Moment) -> Bool {
            streams == 0 && full <= now.milliseconds * 1000 && (tokens == 0 && cost == 0 || day != now.day)
        }
    }

    private struct State {
        var accounts: [String: Account] = [:]
        var sweepAt = 1024
    }

    private static let minute = 60_000_000

    private let state = Mutex(State())
    private let now: @Sendable () -> Moment

    /// Makes a store in which nothing is counted.
    ///
    /// - Parameter now: What time it is.
    package init(now: @escaping @Sendable () -> Moment = { .now }) {
        self.now = now
    }

    package func begin(_ subject: String, _ limits: RequestLimits) -> ExceededLimit? {
        let now = now()
        return state.withLock { state in
            if state.accounts.count >= state.sweepAt { Self.sweep(&state, now) }
            return Self.begin(&state.accounts[subject, default: Account()], limits, now)
        }
    }

    package func end(_ subject: String, tokens: Int, cost: Int) {
        let now = now()
        state.withLock { state in
            guard var account = state.accounts[subject] else { return }
            account.streams = max(0, account.streams - 1)
            if account.day != now.day {
                account.day = now.day
                account.tokens = 0
                account.cost = 0
            }
            account.cost = account.cost.addingReportingOverflow(max(0, cost)).partialValue
            account.tokens = account.tokens.addingReportingOverflow(max(0, tokens)).partialValue
            state.accounts[subject] = account
        }
    }

    /// What is counted of somebody; nil when nothing is.
    package func count(of subject: String) -> LimitCount? {
        state.withLock { state in
            state.accounts[subject].map {
                LimitCount(day: $0.day, tokens: $0.tokens, cost: $0.cost, full: $0.full)
            }
        }
    }

    /// Goes on from what was counted before.
    ///
    /// A bucket that would take longer than a minute to fill was counted by another clock, and counts as empty.
    package func restore(_ count: LimitCount, of subject: String) {
        let latest = now().milliseconds * 1000 + Self.minute
        state.withLock { state in
            state.accounts[subject] = Account(
                full: min(count.full, latest), tokens: max(0, count.tokens), cost: max(0, count.cost),
                day: count.day)
        }
    }

    /// How many accounts are kept.
    package var count: Int { state.withLock { $0.accounts.count } }

    private static func begin(
        _ account: inout Account, _ limits: RequestLimits, _ now: Moment
    ) -> ExceededLimit? {
        if account.day != now.day {
            account.day = now.day
            account.tokens = 0
            account.cost = 0
        }
        if let limit = limits.costPerDay, account.cost >= limit {
            let wait = now.nextDay.milliseconds - now.milliseconds
            return ExceededLimit(kind: .cost, limit: limit, retryAfter: wait, now: now)
        }
        if let limit = limits.tokensPerDay, account.tokens >= limit {
            let wait = now.nextDay.milliseconds - now.milliseconds
            return ExceededLimit(kind: .tokens, limit: limit, retryAfter: wait, now: now)
        }
        if let limit = limits.concurrentStreams, account.streams >= limit {
            return ExceededLimit(kind: .streams, limit: limit, retryAfter: 1000, now: now)
        }
        if let limit = limits.requestsPerMinute {
            let clock = now.milliseconds * 1000
            let full = max(account.full, clock) + minute / limit
            guard full - clock <= minute else {
                let wait = (full - clock - minute + 999) / 1000
                return ExceededLimit(kind: .requests, limit: limit, retryAfter: max(1, wait), now: now)
            }
            account.full = full
        }
        account.streams += 1
        return nil
    }

    private static func sweep(_ state: inout State, _ now: Moment) {
        state.accounts = state.accounts.filter { !$0.value.isIdle(at: now) }
        state.sweepAt = max(1024, state.accounts.count * 2)
    }
}
