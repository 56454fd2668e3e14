import NIOCore
import Testing

@testable import SluiceGateway

/// Which address is tried, and through which proxy.
struct UpstreamWayTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test func theFirstAddressThatIsUpIsTaken() {
        var health = AddressHealth(count: 3)
        #expect(health.next(behind: [], now: Self.start) == 0)
        #expect(health.next(behind: [0], now: Self.start) == 1)
        #expect(health.next(behind: [0, 1, 2], now: Self.start) == nil)
        health.didFail(0, now: Self.start)
        #expect(health.next(behind: [], now: Self.start) == 1)
        #expect(health.next(behind: [], now: Self.start + .seconds(1)) == 0)
    }

    @Test func anAddressThatFailsAgainIsPassedOverLongerUpToABound() {
        var health = AddressHealth(count: 2)
        var waits: [Int] = []
        for _ in 0..<8 {
            health.didFail(0, now: Self.start)
            waits.append(
                (1...100).first { health.next(behind: [], now: Self.start + .seconds(Int64($0))) == 0 } ?? 0)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 32, 32])
        health.didConnect(0)
        #expect(health.next(behind: [], now: Self.start) == 0)
    }

    @Test func whenAllAreDownTheOneThatIsUpSoonestIsTried() {
        var health = AddressHealth(count: 2)
        health.didFail(0, now: Self.start)
        health.didFail(0, now: Self.start)
        health.didFail(1, now: Self.start)
        #expect(health.next(behind: [], now: Self.start) == 1)
        #expect(health.next(behind: [1], now: Self.start) == 0)
    }

    @Test(arguments: [
        ("http://proxy:3128", "proxy", 3128, nil), ("proxy:3128", "proxy", 3128, nil),
        ("http://[::1]:8080/", "::1", 8080, nil),
        ("http://ada:p%21@proxy:1", "proxy", 1, "Basic YWRhOnAh"),
    ])
    func aProxyIsRead(_ text: String, _ host: String, _ port: Int, _ authorization: String?) throws {
        let proxy = try #require(UpstreamProxy(text))
        #expect(proxy.place == UpstreamPlace(host: host, port: port))
        #expect(proxy.authorization == authorization)
    }

    @Test(arguments: [
        "https://proxy:1", "socks5://proxy:1", "http://proxy:1/path", "http://", "http://proxy:0", "",
        "http://a b",
    ])
    func whatIsNoProxyIsNone(_ text: String) {
        #expect(UpstreamProxy(text) == nil)
    }

    @Test(arguments: [
        ("api.example.com", "", true), ("api.example.com", "other.com", true),
        ("api.example.com", "example.com", false), ("api.example.com", ".example.com", false),
        ("api.example.com", "API.example.com", false), ("notexample.com", "example.com", true),
        ("api.example.com", " a.b , *", false), ("127.0.0.1", "", false), ("localhost", "", false),
    ])
    func theEnvironmentNamesAProxyUnlessItExceptsTheHost(_ host: String, _ exceptions: String, _ isUsed: Bool)
    {
        for name in ["HTTPS_PROXY", "https_proxy"] {
            let environment = [name: "http://proxy:3128", "NO_PROXY": exceptions]
            #expect((UpstreamProxy(forHost: host) { environment[$0] } != nil) == isUsed)
        }
        #expect(UpstreamProxy(forHost: host) { _ in nil } == nil)
    }
}
