import Datasets

extension Catalog.Environment {
  /// Where this process looks for data sets.
  static var process: Catalog.Environment {
    let names = ["CHAINRULE_DATA", "CHAINRULE_MIRROR", "XDG_DATA_HOME", "HOME"]
    let variables = names.compactMap { name in environmentVariable(name).map { (name, $0) } }
    return Catalog.Environment(variables: Dictionary(uniqueKeysWithValues: variables))
  }
}

extension Catalog {
  /// Why a data set that a lesson needs is not there; `nil` where it is.
  static func absence(of name: String, _ environment: Environment) -> String? {
    guard let entry = entries(environment).first(where: { $0.name == name }), entry.folder == nil else { return nil }
    return "\(name) is not on this machine: \(entry.hint)"
  }
}
