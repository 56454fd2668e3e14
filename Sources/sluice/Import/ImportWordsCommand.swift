import ArgumentParser
import SluiceRules

/// `sluice import words`: a plain word list becomes a rule in shadow.
struct ImportWordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "Make a rule of a plain list of words, one on each line.",
        discussion: """
            Reads UTF-8, with or without a byte order mark, UTF-16 with one, GB18030 and Big5. Behind a word a tab or blank \
            may be followed by tags with commas between them, or by a number, which is left out. The rule stands in shadow: \
            look at what it finds before it acts. Words of one character, and words of at most three letters, go to a list \
            for review that no rule uses; what is there twice after normalisation is dropped, and so is a word of more than 1,000 \
            characters.

              sluice import words words.txt --id house.words --out rules

            Writes rules/house-words.rules.yaml and rules/wordlists/house-words.txt. Exits with 0, 2 when the list can't be \
            used, 3 when a file can't be read or written, or is there already.
            """)

    @Argument(help: "The list.")
    var file: String

    @Option(help: "The rule's id.")
    var id: String

    @Option(help: ArgumentHelp("The folder of the rules.", valueName: "folder"))
    var out: String

    @Option(help: "The encoding, if it isn't to be guessed: utf-8, utf-16, gb18030 or big5.")
    var encoding: WordEncoding?

    @Flag(help: "Write over files that are there already.")
    var force = false

    func validate() throws {
        guard Rule.isID(id) else {
            throw ValidationError("`\(id)` is not a rule's id: \(Rule.idHelp)")
        }
    }

    func run() throws {
        guard let bytes = RuleFiles.disk.read(file) else {
            throw end(RuleFiles.disk.unreadable(file), .environment)
        }
        guard let text = WordText(bytes, encoding: encoding) else {
            throw end("`\(file)` is in none of the encodings utf-8, utf-16, gb18030 and big5", .badInput)
        }
        let list = ImportedWords(text.lines)
        guard !list.words.isEmpty else { throw end("`\(file)` has no word for a rule", .badInput) }
        let name = id.replacing(".", with: "-")
        let rules = "\(out)/\(name).rules.yaml"
        let words = "\(out)/wordlists/\(name).txt"
        let review = "\(out)/wordlists/\(name).review.txt"
        guard FileText.makeFolder("\(out)/wordlists") else {
            throw end("the folder `\(out)/wordlists` can't be made", .environment)
        }
        try write(
            list.ruleFile(
                id: id, name: name, origin: file.split(separator: "/").last.map(String.init) ?? file),
            to: rules)
        try write(list.wordFile, to: words)
        if !list.review.isEmpty { try write(list.reviewFile, to: review) }
        Output.standard.write(
            list.report(encoding: text.encoding, rules: rules, words: words, review: review))
    }

    private func write(_ text: String, to path: String) throws(ExitStatus) {
        guard force || RuleFiles.disk.kind(path) == nil else {
            throw end("`\(path)` is there already; --force writes over it", .environment)
        }
        guard FileText.write(Array(text.utf8), to: path) else {
            throw end(FileText.unwritable(path), .environment)
        }
    }

    private func end(_ message: String, _ status: ExitStatus) -> ExitStatus {
        Output.error.line("sluice: \(message)")
        return status
    }
}
