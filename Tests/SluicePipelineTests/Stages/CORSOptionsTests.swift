import SluicePipeline
import Testing

struct CORSOptionsTests {
    static func faults(_ options: String) -> [String] {
        complaints("- cors: \(options)\n- forward")
    }

    @Test(arguments: [
        "{ origins: ['https://chat.example.com', 'http://localhost:5173', 'http://[::1]:8080', null, 'file://'] }",
        "{ origins: ['chrome-extension://abcdefghijklmnop', 'capacitor://localhost', 'http://a_b:1'] }",
        "{ origins: '*', expose: ['*'] }", "{ origins: ['*'], headers: echo, max_age: 0s }",
        "{ origins: [https://a.example], credentials: true, methods: [GET, PROPFIND], headers: [], expose: [] }",
    ])
    func acceptsWhatBrowsersUnderstand(options: String) {
        #expect(Self.faults(options) == [])
        #expect(warnings("- cors: \(options)\n- forward") == [])
    }

    @Test(arguments: [
        ("{}", "1:9 `origins` is missing in `cors`"),
        ("{ origins: [] }", "1:20 `origins`: the list is empty, so no page could use this API"),
        (
            "{ origins: ['https://*.example.com'] }",
            "1:21 `origins`: origins are compared exactly, `*` stands for all of them or for nothing"
        ),
        (
            "{ origins: ['*', 'https://a.example'] }",
            "1:21 `origins`: origins are compared exactly, `*` stands for all of them or for nothing"
        ),
        ("{ origins: [chat.example.com] }", "1:21 `origins`: an origin is scheme, host and port"),
        ("{ origins: ['https://a.example/'] }", "1:21 `origins`: an origin ends behind host and port"),
        ("{ origins: ['https://a.example/app'] }", "1:21 `origins`: an origin ends behind host and port"),
        ("{ origins: ['https://user@a.example'] }", "1:21 `origins`: an origin ends behind host and port"),
        ("{ origins: ['https://A.example'] }", "1:21 `origins`: browsers send scheme and host in lower case"),
        (
            "{ origins: ['https://bücher.example'] }",
            "1:21 `origins`: browsers send such a host in its ASCII form"
        ),
        (
            "{ origins: ['https://a.example:443'] }",
            "1:21 `origins`: browsers leave out the scheme's own port"
        ),
        ("{ origins: ['http://a.example:80'] }", "1:21 `origins`: browsers leave out the scheme's own port"),
        ("{ origins: ['http://a.example:0'] }", "1:21 `origins`: `0` is no port"),
        ("{ origins: ['http://a.example:65536'] }", "1:21 `origins`: `65536` is no port"),
        ("{ origins: ['http://a.example:080'] }", "1:21 `origins`: `080` is no port"),
        ("{ origins: ['http://'] }", "1:21 `origins`: `` is no host name"),
        ("{ origins: ['http://a b'] }", "1:21 `origins`: `a b` is no host name"),
        (
            "{ origins: '*', credentials: true }",
            "1:38 `credentials`: browsers refuse credentials together with `origins: \"*\"`"
        ),
        (
            "{ origins: [https://a.example], credentials: true, expose: ['*'] }",
            "1:54 `credentials`: together with credentials, `expose: [\"*\"]` means a field named `*`"
        ),
        (
            "{ origins: [https://a.example], credentials: yes }",
            "1:54 `credentials` must be `true` or `false`"
        ),
        ("{ origins: '*', methods: [get] }", "1:35 `methods`: methods are told apart by case"),
        ("{ origins: '*', methods: ['*'] }", "1:35 `methods`: `*` is no method"),
        ("{ origins: '*', headers: ['*'] }", "1:35 `headers`: `*` is no field name"),
        (
            "{ origins: '*', headers: all }",
            "1:34 `headers` must be `echo` or a list of field names"
        ),
        ("{ origins: '*', expose: ['a b'] }", "1:34 `expose`: `a b` is no field name"),
        ("{ origins: '*', max_age: 1500ms }", "1:34 `max_age`: browsers count whole seconds"),
        (
            "{ origins: '*', max_age: 600 }",
            "1:34 `max_age` must be a duration such as `500ms`, `3s` or `10m`"
        ),
        ("{ origins: '*', maxage: 10m }", "1:25 unknown field `maxage` in `cors`"),
    ])
    func refusesWhatNoBrowserWouldSend(options: String, complaint: String) {
        #expect(Self.faults(options) == [complaint])
    }

    @Test func aBareNameHasNoOrigins() {
        #expect(complaints("- cors\n- forward") == ["1:3 `cors` needs `origins`"])
    }

    @Test func nullWithCredentialsIsWarnedOf() {
        #expect(
            warnings("- cors: { origins: [null], credentials: true }\n- forward") == [
                "1:41 every sandboxed frame of every site has the origin `null` and may use credentials here"
            ])
    }
}
