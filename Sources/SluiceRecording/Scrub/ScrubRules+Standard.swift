internal import SluiceRules

extension ScrubRules {
    /// The rules that every recording is scrubbed with: wider than a pack that acts on traffic would be, since a decoy
    /// too many harms nobody.
    package static let standard: ScrubRules? = {
        let name = "scrub.rules.yaml"
        let files = RuleFiles.memory([name: Array(text.utf8)])
        return RuleSet.load([name], runExamples: false, files: files, Diagnostics()).flatMap {
            ScrubRules($0)
        }
    }()

    /// The rule file.
    package static let text = #"""
        version: 1
        defaults:
          state: enforce
          level: low
          targets: [request.*, response.*]
          normalize: [nfkc, strip_invisible]
          action: redact
          replacement: '-'
        rules:
          - id: scrub.private-key
            match: { regex: '-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----([^-]{16,3200})(?:-----END|$)', capture: 1 }
            examples: { match: ["-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----"], no_match: ['-----BEGIN CERTIFICATE-----'] }
          - id: scrub.web-token
            match: { regex: '(?<![0-9A-Za-z_-])eyJ[0-9A-Za-z_-]{10,400}\.[0-9A-Za-z_-]{10,1600}\.[0-9A-Za-z_-]{0,700}' }
            examples: { match: [eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJleGFtcGxlIn0.c2lnbmF0dXJl], no_match: [eyJ] }
          - id: scrub.prefixed-key
            match:
              regex: '(?<![0-9A-Za-z])(?:sk|pk|rk|gh[pousr]|github_pat|glpat|xox[abeoprs]|xapp|hf|npm|pypi|dop_v1|shpat|whsec|GOCSPX|SG|key|token|secret|api|r8|gsk|pplx|lin|ntn|figd)[-_.][0-9A-Za-z_./+-]{16,400}'
            validate: [{ entropy: { min: 3.0 } }]
            examples: { match: [sk-Fake0Example1Key2With3Letters4], no_match: [sk-short] }
          - id: scrub.prefixed-id
            match: { regex: '(?<![0-9A-Za-z])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AIza|ya29\.|AC|SK|xkeysib-|EAACEdEose0cBA)[0-9A-Za-z_-]{16,200}' }
            validate: [{ entropy: { min: 2.0 } }]
            examples: { match: ["\x41KIAEXAMPLEFAKEKEY23"], no_match: [AKIA] }
          - id: scrub.bearer
            match: { regex: '(?i:bearer|basic|token)\s{1,3}([0-9A-Za-z._~+/=-]{16,400})', capture: 1 }
            validate: [{ entropy: { min: 3.0 } }]
            examples: { match: ['Authorization: Bearer fake0Example1Token2'], no_match: [bearer of news] }
          - id: scrub.named-value
            match:
              regex: '(?i:api[-_ ]?key|[a-z_]{0,16}secret[a-z_]{0,16}|auth[-_]?token|access[-_ ]?token|refresh[-_ ]?token|passw(?:or)?d|pwd|passphrase|(?:access|private|account|shared|signing)[-_ ]?(?:access)?[-_ ]?key|credential)["'']?\s{0,4}[:=]\s{0,4}["'']?([^\s"'',;<>(){}]{6,300})'
              capture: 1
            examples: { match: ['password: hunter2hunter2'], no_match: ['the password is long'] }
          - id: scrub.address-with-password
            match: { regex: '://[^\s:/@"]{0,64}:([^\s:/@"]{3,128})@', capture: 1 }
            examples: { match: ['postgres://me:fakepass@db/x'], no_match: ['https://host:80/'] }
          - id: scrub.webhook
            match: { regex: '(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks)/([0-9A-Za-z_/-]{16,200})', capture: 1 }
            examples: { match: ['https://hooks.slack.com/services/T00000000/B00000000/fakefakefakefake'], no_match: [hooks.slack.com] }
          - id: scrub.card
            normalize: [nfkc, strip_invisible, digits]
            match: { regex: '(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)' }
            validate: [luhn]
            examples: { match: ['4111 1111 1111 1111'], no_match: ['4111 1111 1111 1112'] }
          - id: scrub.resident-number
            normalize: [nfkc, strip_invisible, digits]
            match: { regex: '(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])' }
            validate: [cn_id18]
            examples: { match: ['11010519491231002X'], no_match: ['110105194912310021'] }
          - id: scrub.account
            match: { regex: '(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?:[ -]?[0-9A-Z]){11,30}(?![0-9A-Za-z])' }
            validate: [iban]
            examples: { match: ['DE89 3704 0044 0532 0130 00'], no_match: ['DE88 3704 0044 0532 0130 00'] }
          - id: scrub.mail
            match: { regex: '(?<![0-9A-Za-z._%+-])[0-9A-Za-z_][0-9A-Za-z._%+-]{0,63}@(?:[0-9A-Za-z-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![0-9A-Za-z])' }
            examples: { match: [me@mail.org], no_match: ['@home'] }
          - id: scrub.mobile-cn
            normalize: [nfkc, strip_invisible, digits]
            match: { regex: '(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)' }
            examples: { match: ['13800138000'], no_match: ['12800138000'] }
          - id: scrub.phone
            normalize: [nfkc, strip_invisible, digits]
            match: { regex: '(?<![\d+])(?:\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}|\(?[2-9]\d{2}(?:\) ?|[ .-])[2-9]\d{2}[ .-]\d{4})(?!\d)' }
            examples: { match: ['+49 30 1234 5678', '(212) 555-0134'], no_match: ['212'] }
          - id: scrub.social-security-number
            normalize: [nfkc, strip_invisible, digits]
            match: { regex: '(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])' }
            examples: { match: ['078-05-1120'], no_match: ['078-051120'] }

        """#
}
