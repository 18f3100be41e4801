import Files

/// How to read a file that does not say so itself.
public struct LoadOptions: Equatable, Sendable {
  /// The column with the targets.
  public enum LabelColumn: Equatable, Sendable {
    case last
    /// By its header; for arrays, the name of a file with the labels.
    case name(String)
    /// Counted from 0; negative from the end.
    case number(Int)

    /// Whether no name is given.
    var isColumn: Bool { if case .name = self { false } else { true } }
  }

  public enum TargetKind: Equatable, Sendable {
    /// Names and integers are labels, fractions are numbers.
    case automatic
    case labels
    case numbers
  }

  public var label: LabelColumn
  public var kind: TargetKind
  /// How many classes there must be; by default as many as the labels show.
  public var classes: Int?
  /// The smallest label, 0 or 1; by default what the labels show, and 0 if `classes` is given.
  public var firstLabel: Int?
  /// Whether the first line holds names; by default what the first two lines show.
  public var hasHeader: Bool?
  /// Options that one format has, by name.
  public var special: [String: String] = [:]

  public init(
    label: LabelColumn = .last, kind: TargetKind = .automatic, classes: Int? = nil, firstLabel: Int? = nil,
    hasHeader: Bool? = nil
  ) {
    (self.label, self.kind, self.classes) = (label, kind, classes)
    (self.firstLabel, self.hasHeader) = (firstLabel, hasHeader)
  }

  /// More classes than this are a mistake, and every one costs an output.
  static let mostClasses = 1 << 16

  /// - Throws: `FileError` if there cannot be `count` classes.
  static func check(classes count: Int, file: String) throws(FileError) {
    if !(1...mostClasses).contains(count) {
      throw FileError(file: file, "\(count) classes; there can be 1 to \(mostClasses)")
    }
  }

  /// An option, as it is given.
  enum Name: String {
    case label, classes
    case labels = "targets labels"
    case numbers = "targets numbers"
    case first, header
  }

  /// - Throws: `FileError` if one of these options is given: it does not apply to such a file or such targets.
  func refuse(_ names: [Name], of what: String, file: String) throws(FileError) {
    if let name = names.first(where: isGiven) {
      throw FileError(file: file, "\(name.rawValue) is not for \(what)")
    }
  }

  /// - Throws: `FileError` if an option is given that another format has.
  func refuseSpecial(except names: [String] = [], of what: String, file: String) throws(FileError) {
    if let name = special.keys.sorted().first(where: { !names.contains($0) }) {
      throw FileError(file: file, "\(name) is not for \(what)")
    }
  }

  private func isGiven(_ name: Name) -> Bool {
    switch name {
    case .label: label != .last
    case .classes: classes != nil
    case .labels: kind == .labels
    case .numbers: kind == .numbers
    case .first: firstLabel != nil
    case .header: hasHeader != nil
    }
  }

  /// The indexes of the target columns: `a,b` names two unless a column has that name itself.
  func labelIndexes(count: Int, names: [String], file: String) throws(FileError) -> [Int] {
    guard case .name(let list) = label, !names.contains(list), list.contains(",") else {
      return [try labelIndex(count: count, names: names, file: file)]
    }
    var indexes: [Int] = []
    for name in labelNames {
      var single = self
      single.label = .name(name)
      let index = try single.labelIndex(count: count, names: names, file: file)
      if indexes.contains(index) { throw FileError(file: file, "the target column \(name) is named twice") }
      indexes.append(index)
    }
    return indexes
  }

  /// The names in a list of target columns.
  var labelNames: [String] {
    guard case .name(let list) = label else { return [] }
    return list.split(separator: ",", omittingEmptySubsequences: false).map {
      String(decoding: NumberText.trim(Array($0.utf8)[...]), as: UTF8.self)
    }
  }

  /// The column's index among `count` columns, of which `names` are known.
  func labelIndex(count: Int, names: [String], file: String) throws(FileError) -> Int {
    switch label {
    case .last: return count - 1
    case .number(let number): return try columnIndex(number, count: count, file: file)
    case .name(let name):
      if let index = names.firstIndex(of: name) { return index }
      if let number = Int(name) { return try columnIndex(number, count: count, file: file) }
      let hint = names.isEmpty ? "the file has no header line" : "its columns are \(names.joined(separator: ", "))"
      throw FileError(file: file, "no column is named \(name.isEmpty ? "''" : name)", hint: hint)
    }
  }

  private func columnIndex(_ number: Int, count: Int, file: String) throws(FileError) -> Int {
    if number >= -count && number < count { return number < 0 ? number + count : number }
    throw FileError(
      file: file, "the file has no column \(number)", hint: "its \(count) columns count from 0; negative from the end")
  }
}
