import Files
import Glibc

/// Downloads a known data set into the folder in which `Catalog` finds it.
///
/// A file has a temporary name until its checksum is right, so nothing half-done is ever found; the
/// next download resumes a broken or interrupted one.
public struct Fetch {
  /// How far a download is.
  public struct Progress: Equatable, Sendable {
    public var file: String
    /// Bytes of the file so far.
    public var received: Int
    /// Bytes of the file, if the server says.
    public var total: Int?
    /// Of the complete set, 0…1.
    public var fraction: Double
    /// Whether the file is complete and right.
    public var isDone: Bool

    public init(file: String, received: Int, total: Int?, fraction: Double, isDone: Bool) {
      (self.file, self.received, self.total) = (file, received, total)
      (self.fraction, self.isDone) = (fraction, isDone)
    }
  }

  /// The folder that the files go to.
  public let folder: String
  let set: RemoteSet
  let mirrors: [String]

  /// The names that can be fetched.
  public static let names = RemoteSet.known.map(\.name)

  /// - Parameters:
  ///   - address: the folder of a server that has the files; by default those of `$CHAINRULE_MIRROR`, then public ones.
  /// - Throws: `FileError` if the name is unknown, or no folder can keep it.
  public init(_ name: String, from address: String? = nil, environment: Catalog.Environment) throws(FileError) {
    guard let set = RemoteSet.known.first(where: { $0.name == name }) else {
      throw FileError(file: name, "cannot be fetched", hint: "fetch knows \(Self.names.joined(separator: " and "))")
    }
    try self.init(set, from: address, environment: environment)
  }

  init(_ set: RemoteSet, from address: String?, environment: Catalog.Environment) throws(FileError) {
    guard let root = environment.ownFolder else {
      throw FileError(file: set.name, "no folder to keep it in", hint: "set HOME or XDG_DATA_HOME")
    }
    if let address, !address.hasPrefix("http://"), !address.hasPrefix("https://") {
      throw FileError(
        file: set.name, "\(address) is not the address of a server", hint: "it starts with http:// or https://")
    }
    self.set = set
    folder = FilePath.join(root, set.name)
    mirrors = address.map { [$0] } ?? environment.mirrors(of: set)
  }

  /// Downloads the missing files.
  /// - Parameter report: told of progress; says whether to continue.
  /// - Throws: `FileError` with what each mirror said, or that the download was stopped.
  public func run(report: @escaping (Progress) -> Bool) throws(FileError) {
    try FilePath.makeFolder(folder)
    var done = 0
    var order = mirrors
    let all = max(set.files.reduce(0) { $0 + $1.size }, 1)
    for file in set.files {
      let before = done
      try fetch(file, from: &order) { received, total, isDone in
        let share = isDone ? 1 : min(1, Double(received) / Double(max(total ?? file.size, 1)))
        return report(
          Progress(
            file: file.name, received: received, total: total,
            fraction: (Double(before) + share * Double(file.size)) / Double(all), isDone: isDone))
      }
      done += file.size
    }
  }

  typealias Report = (_ received: Int, _ total: Int?, _ isDone: Bool) -> Bool

  /// Tries one mirror after another; the one that has the file is the first for the next file.
  private func fetch(
    _ file: RemoteSet.File, from order: inout [String], report: @escaping Report
  ) throws(FileError) {
    let download = Download(file: file, folder: folder, report: report)
    if download.isComplete { return }
    var answers: [String] = []
    for mirror in order {
      switch try download.run(mirror) {
      case .done:
        order.removeAll { $0 == mirror }
        order.insert(mirror, at: 0)
        return
      case .stopped:
        throw FileError(
          file: set.name, "stopped; the \(download.partialSize) bytes of \(file.name) so far are kept",
          hint: "data fetch \(set.name) resumes there")
      case .failed(let reason): answers.append("\(mirror): \(reason)")
      }
    }
    rmdir(folder)
    throw FileError(
      file: file.name, "cannot be downloaded\n" + answers.map { "  " + $0 }.joined(separator: "\n"),
      hint: (download.partialSize > 0
        ? "the part that arrived is kept, and data fetch \(set.name) resumes there; " : "")
        + advice)
  }

  private var advice: String {
    "\(set.advice)data fetch \(set.name) from URL uses another server; or put its files into \(folder): "
      + set.files.map(\.name).joined(separator: ", ")
  }
}

extension Catalog.Environment {
  /// The folders of `$CHAINRULE_MIRROR`, separated by blanks, each with a folder of the set's name; then public ones.
  fileprivate func mirrors(of set: RemoteSet) -> [String] {
    let own = variables["CHAINRULE_MIRROR"].map { $0.split(separator: " ").map(String.init) } ?? []
    return own.map { FilePath.join($0, set.name) } + set.mirrors
  }
}
