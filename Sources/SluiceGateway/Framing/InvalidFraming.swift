/// The bytes of a body aren't delimited as HTTP/1.1 says (RFC 9112, section 7.1).
struct InvalidFraming: Error {}
