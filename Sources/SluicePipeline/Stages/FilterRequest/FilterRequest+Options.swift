import SluiceRules

extension FilterRequest {
    /// The options, with their defaults: what becomes of requests that say more than can be read.
    package struct Options: Sendable, Equatable {
        /// What becomes of a prompt in token numbers, which nobody can read.
        package enum TokenPrompts: String, Sendable, CaseIterable {
            /// It is refused.
            case refuse
            /// It goes on unread.
            case pass
        }

        /// What becomes of a reference to text that the provider keeps.
        package enum ServerState: String, Sendable, CaseIterable {
            /// It goes on: the text came through the filter when it was made, if all clients come this way.
            case pass
            /// It is refused.
            case refuse
        }

        /// What becomes of a body for an endpoint that no dialect describes.
        package enum UnknownEndpoint: String, Sendable, CaseIterable {
            /// Every string of it is held against every rule for requests.
            case inspect
            /// It is refused.
            case refuse
            /// It goes on unread.
            case pass
        }

        /// `token_prompts`: `refuse` or `pass`.
        package var tokenPrompts = TokenPrompts.refuse
        /// `server_state`: `pass` or `refuse`.
        package var serverState = ServerState.pass
        /// `unknown_endpoint`: `inspect`, `refuse` or `pass`.
        package var unknownEndpoint = UnknownEndpoint.inspect
        /// `refusal_text`: what the client is told of a block, where the rule has no message of its own.
        package var refusalText: String?

        package init() {}

        init(_ node: ConfigNode, _ diagnostics: Diagnostics) {
            var fields = node.mapping(FilterRequest.name, diagnostics)
            tokenPrompts = fields.choice("token_prompts", TokenPrompts.self) ?? tokenPrompts
            serverState = fields.choice("server_state", ServerState.self) ?? serverState
            unknownEndpoint = fields.choice("unknown_endpoint", UnknownEndpoint.self) ?? unknownEndpoint
            refusalText = fields.clientText("refusal_text")
            fields.finish()
        }
    }
}
