import SluiceRules

extension Exchange {
    /// Finds out where the exchange comes from, where an exception of a rule asks for it.
    mutating func noteOrigin() {
        let set = policy.views[level].set
        guard originStanding == nil, set.asksForOrigin else { return }
        let models = (try? modelsAskedFor()).flatMap(\.self) ?? []
        let origin = Origin(
            route: route, client: client?.name, keyTags: client?.terms.tags ?? [], models: models)
        originStanding = set.standing(of: origin)
    }
}
