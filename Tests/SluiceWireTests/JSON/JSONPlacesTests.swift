import SluiceWire
import Testing

struct JSONPlacesTests {
    /// The paths of all `x` in a payload.
    private static func paths(_ json: String) -> [String] {
        let bytes = Array(json.utf8)
        return JSONPlaces.paths(of: bytes.indices.filter { bytes[$0] == UInt8(ascii: "x") }, in: bytes.span)
    }

    @Test(arguments: [
        (#""x""#, [""]), (#"{"a":"x"}"#, ["a"]), (#"["","x",{"b":["x"]},"x"]"#, ["[1]", "[2].b[0]", "[3]"]),
        (#"{"a":{"b":1,"c":"x"},"d":"x"}"#, ["a.c", "d"]),
        (#"{"a]":"\"]}","b c":[[],["x"]]}"#, [#"["b c"][1][0]"#]),
        (#"{"a":[1,2,{"y":"\\","z":"x"}],"b":"x"}"#, ["a[2].z", "b"]),
        (#"{"xx":1}"#, ["xx", "xx"]), (#"{"\u0061":"x","":"x"}"#, ["a", #"[""]"#]),
    ])
    func aValueSaysByWhichPathItIsReached(json: String, paths: [String]) {
        #expect(Self.paths(json) == paths)
    }

    @Test(arguments: ["", "{", #"{"a"#, "[1", "]]", #""\"#])
    func whatIsNoJSONHasPathsAllTheSame(json: String) {
        let bytes = Array(json.utf8)
        #expect(JSONPlaces.paths(of: [0, 99], in: bytes.span).count == 2)
    }
}
