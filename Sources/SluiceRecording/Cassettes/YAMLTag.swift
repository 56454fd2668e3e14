import Yams

/// The types of YAML's core schema that matter to a body, as the parser resolves them.
enum YAMLTag: String {
    case binary = "tag:yaml.org,2002:binary"
    case bool = "tag:yaml.org,2002:bool"
    case float = "tag:yaml.org,2002:float"
    case int = "tag:yaml.org,2002:int"
    case null = "tag:yaml.org,2002:null"

    init?(_ node: Node) {
        self.init(rawValue: node.tag.description)
    }
}
