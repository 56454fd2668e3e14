package import SluiceRules

/// Lets only the clients in that the clients' file names, each on its own terms.
///
/// A client's key is found in every place where SDKs put one and taken out of what goes to the provider. Who it is
/// decides which routes and models are open, how low the moderation level may go, which rules run and what `limit`
/// counts. Without a good key the answer is 401 in the client's dialect; what the client may not use is 403.
///
/// Security: of a key only its SHA-256 is known here, and digests are compared without telling where they differ. A
/// request with two different keys is refused, since it can't be said whose it is. Nothing of a key is ever logged.
package struct Authenticate: Stage {
    package static let name = "authenticate"

    /// Whose key goes to the provider.
    package enum Keys: String, CaseIterable, Sendable {
        /// The upstream's, where it has one; else the client's own.
        case replace
        /// The client's own, where it brings one beside the key for Sluice; else the upstream's.
        case passthrough
    }

    /// `keys`: `replace` by default.
    let keys: Keys

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            keys = .replace
            return
        }
        let errors = diagnostics.errorCount
        var map = options.mapping(Self.name, diagnostics)
        keys = map.choice("keys", Keys.self) ?? .replace
        map.finish()
        guard diagnostics.errorCount == errors else { return nil }
    }

    package func admit(_ exchange: inout Exchange) -> Outcome {
        let credentials = Credentials(takenFrom: &exchange.request)
        guard let access = exchange.policy.access else { return .refuse(.missingKey) }
        guard let key = credentials.keys.first else {
            return .refuse(credentials.hasDamagedKey ? .damagedKey : .missingKey)
        }
        guard credentials.keys.count == 1, !credentials.hasDamagedKey else { return .refuse(.severalKeys) }
        switch access.directory.find(key) {
        case .unknown: return .refuse(.unknownKey)
        case .expired: return .refuse(.expiredKey)
        case .client(let index):
            exchange.client = access.directory.clients[index]
            exchange.keepsOwnKey = keys == .passthrough && credentials.hasForeignKey
            switch access.terms(ofClient: index) {
            case .refused: return .refuse(.closedRoute)
            case .shared: break
            case .own(let policy): exchange.adopt(policy)
            }
            return .next
        }
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        guard let client = exchange.client, client.terms.models != nil else { return .next }
        do throws(Refusal) {
            guard let models = try exchange.modelsAskedFor() else { return .refuse(.unclearModel) }
            return models.allSatisfy(client.mayUse) ? .next : .refuse(.closedModel)
        } catch {
            return .refuse(error)
        }
    }
}
