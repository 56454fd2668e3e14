import SluiceMatching
import SluiceRules
import SluiceWire
import Testing

/// Rules whose state depends on the day and on the conversation.
struct RuleScheduleTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016),
        ("2027-01-15", 20_833),
        ("2026-02-29", nil), ("1900-02-29", nil), ("2027-13-01", nil), ("2027-1-15", nil),
        ("2027-01-15 ", nil),
        ("+027-01-15", nil), ("2027-01-00", nil),
    ])
    func aDayIsReadAsTheCalendarHasIt(_ text: String, _ number: Int?) {
        #expect(Day(text)?.number == number)
    }

    private func state(_ text: String, _ day: String, share: Int = 0) throws -> RuleState {
        let set = try RuleFixtures.set(
            """
            version: 1
            rules:
              - id: house.otters
                state: \(text)
                match: { keywords: [otter] }
                action: redact
                examples: { match: [an otter], no_match: [a heron] }
            """)
        let standing = RuleStanding(day: try #require(Day(day)), share: share)
        let view = set.view(level: 2).standing(at: standing)
        guard let active = view.selection(for: .requestUser)?.active.first else { return .off }
        return active.isShadow ? .shadow : .enforce
    }

    @Test(
        arguments: [
            ("{ shadow_until: 2027-01-15 }", "2027-01-14", 0, .shadow),
            ("{ shadow_until: 2027-01-15 }", "2027-01-15", 0, .enforce),
            ("{ from: 2027-01-15 }", "2027-01-14", 0, .off),
            ("{ from: 2027-01-15 }", "2027-01-15", 0, .enforce),
            ("{ until: 2027-01-15 }", "2027-01-14", 0, .enforce),
            ("{ until: 2027-01-15 }", "2027-01-15", 0, .off),
            ("{ rollout: 10% }", "2027-01-15", 9, .enforce), ("{ rollout: 10% }", "2027-01-15", 10, .shadow),
            ("{ rollout: 0% }", "2027-01-15", 0, .shadow), ("{ rollout: 100% }", "2027-01-15", 99, .enforce),
            ("{ from: 2027-01-15, shadow_until: 2027-02-01, rollout: 50% }", "2027-01-14", 0, .off),
            ("{ from: 2027-01-15, shadow_until: 2027-02-01, rollout: 50% }", "2027-01-20", 0, .shadow),
            ("{ from: 2027-01-15, shadow_until: 2027-02-01, rollout: 50% }", "2027-02-01", 49, .enforce),
            ("{ from: 2027-01-15, shadow_until: 2027-02-01, rollout: 50% }", "2027-02-01", 50, .shadow),
            ("shadow", "2027-01-15", 0, .shadow),
        ] as [(String, String, Int, RuleState)])
    func theStateIsThatOfTheDayAndTheConversation(
        _ text: String, _ day: String, _ share: Int, _ expected: RuleState
    ) throws {
        #expect(try state(text, day, share: share) == expected)
    }

    @Test func withoutADayARuleActsInFull() throws {
        let set = try RuleFixtures.set(
            """
            version: 1
            rules:
              - id: house.otters
                state: { from: 2027-01-15, shadow_until: 2027-02-01, rollout: 1% }
                match: { keywords: [otter] }
                action: redact
                examples: { match: [an otter], no_match: [a heron] }
            """)
        let view = set.view(level: 0)
        #expect(view.selection(for: .requestUser)?.active.first?.isShadow == false)
        #expect(view.tellsConversations)
    }

    @Test func aRuleForNewMessagesIsNotLookedForInEarlierOnes() throws {
        let rule = { (id: String, scope: String) in
            """
              - id: \(id)
                scope: \(scope)
                targets: [request.user, request.tool_results, request.system]
                match: { keywords: [otter] }
                action: block
                examples: { match: [an otter], no_match: [a heron] }

            """
        }
        let set = try RuleFixtures.set(
            "version: 1\nrules:\n" + rule("house.all", "all") + rule("house.new", "new"))
        let view = set.view(level: 0)
        let counts = { (target: Target, isEarlier: Bool) in
            view.selection(for: target, isEarlier: isEarlier)?.active.count ?? 0
        }
        #expect(counts(.requestUser, false) == 2 && counts(.requestUser, true) == 1)
        #expect(counts(.requestToolResults, false) == 2 && counts(.requestToolResults, true) == 1)
        #expect(counts(.requestSystem, false) == 2 && counts(.requestSystem, true) == 2)
    }

    @Test func anExceptionCountsUntilItsDay() throws {
        let text = """
            version: 1
            rules:
              - id: house.otters
                match: { keywords: [otter, heron] }
                except: [{ values: [heron], reason: The zoo's week., until: 2027-01-15 }]
                action: redact
                examples: { match: [an otter], no_match: [an elk] }
            """
        var digests: Set<String> = []
        for (day, count, warnings) in [("2027-01-14", 1, 0), ("2027-01-15", 0, 1)] {
            let diagnostics = Diagnostics()
            let set = RuleSet.load(
                ["a.rules.yaml"], now: Day(day), files: .memory(["a.rules.yaml": Array(text.utf8)]),
                diagnostics)
            #expect(set?.rules.first?.pattern.exceptions.count == count)
            digests.insert(set?.digest ?? "")
            #expect(diagnostics.all.map(\.code) == Array(repeating: .expiredException, count: warnings))
        }
        #expect(digests.count == 2)
    }
}
