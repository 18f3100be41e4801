import Datasets

extension Catalog.Environment {
  /// Where this process looks for data sets.
  static var process: Catalog.Environment {
    let names = ["CHAINRULE_DATA", "CHAINRULE_MIRROR", "XDG_DATA_HOME", "HOME"]
    let variables = names.compactMap { name in environmentVariable(name).map { (name, $0) } }
    return Catalog.Environment(variables: Dictionary(uniqueKeysWithValues: variables))
  }
}
