/// The scanner's working memory, kept between payloads so that none is allocated in the steady state.
struct ScanMemory: Sendable {
}
