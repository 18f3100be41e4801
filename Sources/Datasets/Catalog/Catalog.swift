import Files

/// The data sets that have a name and are found in folders.
public enum Catalog {
  /// Where to look, as a value: from the process, or made up by a test.
  public struct Environment: Equatable, Sendable {
    /// `$CHAINRULE_DATA`, `$CHAINRULE_MIRROR`, `$XDG_DATA_HOME` and `$HOME` are read.
    public var variables: [String: String]
    /// The folder that contains `data`.
    public var currentFolder: String
    /// Where the system keeps data sets.
    public var systemFolder: String

    public init(
      variables: [String: String], currentFolder: String = ".", systemFolder: String = "/usr/share/datasets"
    ) {
      self.variables = variables
      self.currentFolder = currentFolder
      self.systemFolder = systemFolder
    }

    /// `$CHAINRULE_DATA`, the XDG data folder, ./data, the system's data sets: in the order they are searched.
    var roots: [String] {
      [value("CHAINRULE_DATA"), ownFolder, FilePath.join(currentFolder, "data"), systemFolder].compactMap { $0 }
    }

    /// The program's place in the XDG data folder, where downloads go; nil if the environment names no home.
    var ownFolder: String? {
      let home = value("HOME").map { FilePath.join($0, ".local/share") }
      return (value("XDG_DATA_HOME") ?? home).map { FilePath.join($0, "chainrule") }
    }

    private func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// A name, the folder it was found in, and the folders searched.
  public struct Entry: Equatable, Sendable {
    public var name: String
    public var abstract: String
    /// The folder with its files; nil if they are not on this machine.
    public var folder: String?
    public var searched: [String]
    /// What to do if it was not found.
    public var hint: String
  }

  /// Every known name, and what it is.
  public static var names: [(name: String, abstract: String)] { known.map { ($0.name, $0.abstract) } }

  /// Every known name, found or not.
  public static func entries(_ environment: Environment, in files: FileStore) -> [Entry] {
    known.map { entry(for: $0, folder: nil, environment, in: files) }
  }

  /// Why a data set that a lesson needs cannot be loaded; nil if it can.
  public static func absence(of name: String, _ environment: Environment, in files: FileStore) -> String? {
    let entry = entries(environment, in: files).first { $0.name == name }
    guard let entry, entry.folder == nil else { return nil }
    return "\(name) is not on this machine: \(entry.hint)"
  }

  /// The named data set, or nil if no data set has that name.
  /// - Parameter folder: the only folder to look in; `nil` for those of the environment.
  /// - Throws: `FileError` if it is not found, or a file of it is damaged.
  public static func load(
    _ name: String, folder: String? = nil, environment: Environment, in files: FileStore
  ) throws(FileError) -> Dataset? {
    guard let set = known.first(where: { $0.name == name }) else { return nil }
    let entry = entry(for: set, folder: folder, environment, in: files)
    guard let found = entry.folder else {
      throw FileError(
        file: name, "not found; looked in \(entry.searched.joined(separator: ", "))", hint: entry.hint)
    }
    return try ImageFolder(path: found, files: files).load(
      name: name, classNames: set.classNames, classes: set.classNames.count, credit: set.credit)
  }

  private static func entry(
    for set: KnownSet, folder: String?, _ environment: Environment, in files: FileStore
  ) -> Entry {
    let folders = folder.map { [$0, FilePath.join($0, set.name)] } ?? candidates(for: set, environment)
    return Entry(
      name: set.name, abstract: set.abstract, folder: folders.first { ImageFolder(path: $0, files: files).isPresent },
      searched: folders, hint: set.hint)
  }

  /// A folder of that name in each root. MNIST's files may also lie in a root itself, unless that bears another's name.
  private static func candidates(for set: KnownSet, _ environment: Environment) -> [String] {
    environment.roots.flatMap { root in
      let others = known.map(\.name).filter { $0 != set.name }
      let itself = set.mayLieInRoot && !others.contains(FilePath.name(of: root)) || FilePath.name(of: root) == set.name
      return [FilePath.join(root, set.name)] + (itself ? [root] : [])
    }
  }
}

extension Catalog {
  private struct KnownSet: Sendable {
    var name: String
    var abstract: String
    var classNames: [String]
    var mayLieInRoot: Bool
    var credit: String
    var hint: String
  }

  private static let known = [
    KnownSet(
      name: "mnist", abstract: "70,000 handwritten digits, 28×28", classNames: (0...9).map(String.init),
      mayLieInRoot: true, credit: "MNIST, Y. LeCun, C. Cortes, C. Burges",
      hint: "data fetch mnist downloads it; or put its four files into ./data/mnist, or set CHAINRULE_DATA"),
    KnownSet(
      name: "fashion-mnist", abstract: "70,000 pieces of clothing, 28×28",
      classNames: [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
      ],
      mayLieInRoot: false, credit: "Fashion-MNIST, Zalando SE, MIT licence",
      hint: "sudo apt-get install dataset-fashion-mnist, or data fetch fashion-mnist"),
  ]
}
