extension FuzzCase {
    /// Secrets and personal data as rules look for them, and beginnings that are inside each other.
    static let boundedData: [FuzzCase] = [
        FuzzCase(#"sk-[A-Za-z0-9]{20,48}"#, "sk-", "Ab0123", "zzzzzzzzzz", "_", " ", "s", "k-", "\u{212A}"),
        FuzzCase(#"\bAKIA[0-9A-Z]{16}\b"#, "AKIA", "AK", "0ZQ9", "0123456789", "a", " ", "字"),
        FuzzCase(
            #"(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{6,12}(?![A-Za-z0-9])"#, "ghp_", "gh", "o_", "ab1", "-"),
        FuzzCase(#"eyJ[\w-]{2,20}\.[\w-]{2,20}\.[\w-]{0,20}"#, "eyJ", "abc", ".", "-", "_x", "eyJhbGci", " "),
        FuzzCase(
            #"-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----[\s\S]{0,60}?-----END"#, "-----BEGIN ", "RSA ",
            "PRIVATE KEY-----", "-----END", "--", "MII\n", "字"),
        FuzzCase(
            #"\b[A-Za-z0-9._%+-]{1,20}@(?:[A-Za-z0-9-]{1,10}\.){1,3}[A-Za-z]{2,6}\b"#, "ab", "@", "x-y",
            ".com",
            ".", "%", "+", "字", " ", "aaaaaaaaaaaaaaa"),
        FuzzCase(#"\b[^\W_]{1,12}@"#, "ab", "@", "_", "9", "é", "字", " ", "abcabcabcabc"),
        FuzzCase(
            #"\b[a-z][a-z0-9+.-]{1,9}://[^\s:/?#@]{1,12}:[^\s/?#@]{1,12}@[\w.-]{1,20}"#, "https", "://", "me",
            ":", "p字ss", "@", "host.x", "/", " "),
        FuzzCase(
            #"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"#, "+86", "86", "138", "0013", "8000",
            "-", " ", "1", "字"),
        FuzzCase(#"\b(?:\d[ -]?){13,16}\b"#, "4111", " ", "-", "1", "11111111", "a", "é"),
        FuzzCase(
            #"\b(?:4\d{3}|5[1-5]\d{2}|3[47]\d{2})(?:[ -]?\d{4}){3}\b"#, "4111", "5105", "3700", " ", "-", "1",
            "11111111", "x"),
        FuzzCase(
            #"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"#, "DE89", "GB82", "3704", " ",
            "WEST", "0", "a", "3704004405320130"),
        FuzzCase(
            #"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"#, "10",
            ".", "255", "256", "1", "a", "192.168.", "\n"),
        FuzzCase(
            #"\b[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b"#, "110101",
            "1990", "2001", "12", "31", "X", "002", "0", " "),
        FuzzCase(
            #"(?:secret|secrets|secretkey|sec)[:=]\w{1,8}"#, "secret", "sec", "s", "key", "=", ":", "ab"),
        FuzzCase(#"(?:abcd|bcd|cd|d)e?"#, "a", "b", "c", "d", "e", "abc", "bcde"),
        FuzzCase(#"(?:ab|abab|ababab)(?!a)|bab{1,2}a"#, "ab", "a", "b", "c"),
        FuzzCase(#"(?:请忽略|忽略|请忽)(?:以上|上述)?.{0,6}(?:指令|规则)"#, "请", "忽略", "以上", "指令", "规则", "的", "\n"),
        FuzzCase(#"[\x{1F600}-\x{1F64F}]{2}"#, "😀", "🙏", "🚀", "a", "\u{FE0F}", "字"),
        FuzzCase(#"\p{So}\x{FE0F}?(?:\x{200D}\p{So}){0,2}"#, "❤", "😀", "\u{FE0F}", "\u{200D}", "a"),
        FuzzCase(#"[Ａ-Ｚ]{2}\d"#, "Ａ", "Ｚ", "ａ", "A", "1", "１"),
        FuzzCase(#"１２\d|Ｋｅｙ"#, "１", "２", "12", "3", "Ｋ", "Key", "ｅｙ"),
        FuzzCase(#"[^a-z一-龥\s]{2,4}!"#, "!", "é", "1", "a", "字", "😀", "A"),
        FuzzCase(#"[^\x{80}-\x{10ffff}]字"#, "字", "a", "é", "\n", "\u{7F}", "\u{80}"),
        FuzzCase(#"[\x{e9}-\x{17f}]{1,3}k"#, "é", "ſ", "k", "K", "\u{212A}", "è", "a"),
        FuzzCase(#"(?i)(?:straße|STRASSE|ẞ) \d"#, "stra", "ß", "SS", "e", "ẞ", " ", "1"),
        FuzzCase(#"(?i:key)-(?-i:Key)"#, "key", "KEY", "Key", "-", "\u{212A}ey"),
        FuzzCase(#"(?i)ſ[k-m]\x{212a}"#, "s", "ſ", "S", "k", "l", "\u{212A}", "M"),
        FuzzCase(#"(?s:a.)b|(?-s)a.c"#, "a", "b", "c", "\n", "字"),
        FuzzCase(#"(?<=(?<=(?<=x)y)z)w{1,2}"#, "x", "y", "z", "w", "xyz"),
        FuzzCase(#"(?<!(?<!a)b)c"#, "a", "b", "c", "字"),
        FuzzCase(#"(?<=\bkey[:=])\w{1,6}"#, "key", "=", ":", "ab", " ", "x"),
        FuzzCase(
            #"(?<![^\s"'])pass(?:word|wd)?(?=\s{0,2}[:=])"#, "pass", "word", "wd", " ", "=", "'", "x", "字"),
        FuzzCase(#"(\w)(\w)\2\1"#, "a", "b", "ab", "ba", "字", "_"),
        FuzzCase(#"(?<a>.)(?<b>\d)?\k<a>(?(b)\k<b>|!)"#, "a", "1", "!", "a1a1", "字"),
        FuzzCase(#"\((?:[^()]|\((?:[^()]){0,3}\)){0,4}\)"#, "(", ")", "a", "()", "字"),
        FuzzCase(#"(?>a|ab)(?>c|cd)e"#, "a", "b", "c", "d", "e"),
        FuzzCase(#"a{1,3}+b|a{2}?c"#, "a", "b", "c", "aaaa"),
        FuzzCase(#"\bAI\b|AI(?=技术)"#, "AI", "A", "I", "技术", "技", " ", "使用"),
        FuzzCase(#"\R{1,2}\S"#, "\r", "\n", "\r\n", "\u{85}", "\u{2029}", "a", " "),
        FuzzCase(#"^\s{0,4}(?:system|assistant):"#, "system", ":", " ", "\n", "assistant"),
        FuzzCase(#"(?m)^(?:system|user):.{0,10}$"#, "system", "user", ":", "\n", "ab", "字"),
        FuzzCase(#"\A\x{feff}?ab|ab\z"#, "ab", "\u{FEFF}", "a", "\n"),
        FuzzCase(#"@[a-z]{2,5}\b"#, "@", "ab", "abcdef", " ", "字"),
        FuzzCase(#"(?:[a-z]{1,8}\.){1,3}@?com"#, "abc", ".", "@", "com", "X"),
        FuzzCase(#".{0,20}@x?"#, "@", "ab", "字", "x", "\n", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        FuzzCase(#"(?-i)ᎠᎡ[ᎢᎣ]|(?-i)Ꭰk"#, "ᎠᎡ", "Ꭲ", "ꭰꭱ", "Ꭰ", "k", "K"),
        FuzzCase(#"(?:\b|x)\d{2}(?:\B|-)"#, "1", "23", "x", "-", " ", "字"),
        FuzzCase(#"(?:a|(?<=b)c|^d|\Be)f"#, "a", "b", "c", "d", "e", "f", "\n"),
        FuzzCase(#"(?:x{0,2}y?){0,3}z(?:\w\d?){1,2}"#, "x", "y", "z", "xx", "1", "a"),
    ]

    /// The same without an upper bound.
    static let cappedData: [FuzzCase] = [
        FuzzCase(
            #"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"#, window: 40, "ab", "@", "x-y", ".com", ".",
            "%",
            "字", " ", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        FuzzCase(
            #"-----BEGIN [^-]+-----(?:[^-]|-(?!----))+-----END"#, window: 60, "-----BEGIN ", "KEY", "-----",
            "END", "MII\n", "-"),
        FuzzCase(
            #"(?i)(?:api|secret)[_-]?key\s*[:=]\s*\S+"#, window: 30, "api", "SECRET", "_", "key", "ſecret",
            "=",
            " ", "\n", "x", "\u{212A}ey"),
        FuzzCase(
            #"\w+://\w+:[^@\s]+@\S+"#, window: 40, "http", "://", "me", ":", "pw", "@", "host", " ", "字"),
        FuzzCase(#"(?m)\s+$"#, window: 12, " ", "\n", "a", "\t", "       "),
        FuzzCase(#"(?m)(a+)+$"#, window: 8, "a", "aaa", "\n", "b"),
        FuzzCase(#"\b[^\W_]+@"#, window: 20, "ab", "@", "_", "é", " ", "abcabcabcabc"),
        FuzzCase(#"(?:忽略|无视).*?(?:指令|规则)"#, window: 20, "忽略", "无视", "指令", "规则", "的", "\n", "一二三四五"),
        FuzzCase(#"[^\x00-\x7f]+"#, window: 8, "字", "é", "😀", "a", "字字字字字字字"),
        FuzzCase(#"(?:\p{Han}+，)+\p{Han}+。"#, window: 16, "字", "文文", "，", "。", "a"),
        FuzzCase(#"(['"]).*?\1"#, window: 12, "'", "\"", "ab", "字", "\n", "xxxxxxxx"),
        FuzzCase(#"<(\w+)>.*?</\1>"#, window: 30, "<", ">", "a", "<b>", "</b>", "</a>", "xxxx"),
        FuzzCase(#"\d+(?:\.\d+)*%"#, window: 16, "1", "23", ".", "%", "45678901"),
        FuzzCase(#"(?:[a-z]+\.)+com"#, window: 24, "ab", ".", "com", "aaaaaaaaaa", " "),
        FuzzCase(#"(?=.*\d)\w+x"#, window: 10, "a", "1", "x", " ", "bbbbbb", "\n"),
        FuzzCase(#"(?s)/\*.*?\*/"#, window: 20, "/*", "*/", "*", "/", "\n", "字字字字"),
        FuzzCase(#"(\X)\1+"#, window: 6, "a", "e\u{301}", "字", "😀", "\u{200D}"),
        FuzzCase(#"(?:aa|a.?b)*c|ab{2,}"#, window: 9, "a", "b", "c", "aab", "字"),
        FuzzCase(#"(?<=@)[\w.]+|\w+(?=@)"#, window: 15, "@", "ab", ".", " ", "abcdefghij"),
        FuzzCase(#"(?:.|\n){0,2000}@end"#, window: 6, "@", "end", "\n", "字", "xx"),
    ]
}
