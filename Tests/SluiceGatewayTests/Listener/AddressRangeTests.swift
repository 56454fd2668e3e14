import SluiceGateway
import Testing

struct AddressRangeTests {
    @Test(arguments: [
        ("127.0.0.1/32", "127.0.0.1", true), ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false),
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("0.0.0.0/0", "192.0.2.1", true),
        ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
        ("2001:db8::/32", "2001:db8:1::7", true), ("2001:db8::/32", "2001:db9::1", false),
        ("::/0", "10.0.0.1", false), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ("10.0.0.0/8", "nonsense", false),
    ])
    func anAddressLiesInARangeOrNot(range: String, address: String, isInside: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(address) == isInside)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "::/129", "host", "1.2.3.4/8/9",
    ])
    func whatIsNoRangeIsRefused(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func aUnixSocketsPeerIsTrustedByName() throws {
        let range = try #require(AddressRange("unix:"))
        #expect(range.contains("") && !range.contains("127.0.0.1"))
        #expect(try #require(AddressRange("0.0.0.0/0")).contains("") == false)
    }

    @Test(arguments: [("unix:/run/sluice.sock", true), ("unix:", false), ("unix:relative", false)])
    func aUnixSocketIsAnAddressByItsWholePath(_ text: String, _ isValid: Bool) {
        let address = ListenAddress(text)
        #expect((address != nil) == isValid)
        if let address { #expect(address.isLoopback && address.description == text) }
    }
}
