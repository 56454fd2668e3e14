import ArgumentParser
import SluiceRules

extension WordEncoding: ExpressibleByArgument {}
