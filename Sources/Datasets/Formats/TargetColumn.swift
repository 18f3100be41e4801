import Engine
import Files

/// A column of targets as it was read, and its reading as labels or numbers.
struct TargetColumn {
  /// More different integers than this are a quantity unless the options say labels.
  static let mostLabels = 256

  let file: String
  let options: LoadOptions
  /// The place of each target.
  let origin: (Int) -> Origin

  struct Origin {
    var file: String
    /// Counted in its file.
    var sample: Int
    var place: FileError.Place
  }

  struct Reading: Equatable {
    var targets: Samples.Targets
    var classNames: [String]
  }

  /// Reads words: numbers if all of them are, else names.
  func read(words: [String], decimalComma: Bool) throws(FileError) -> Reading {
    let numbers = words.map { NumberText.parse(Array($0.utf8)[...], decimalComma: decimalComma) }
    guard let stranger = numbers.firstIndex(of: nil) else { return try read(numbers: numbers.compactMap { $0 }) }
    if options.kind == .numbers || options.firstLabel != nil {
      throw error(stranger, "\(words[stranger]) is not a number")
    }
    return try named(words, order: Set(words).sorted())
  }

  /// Reads numbers: labels if all are integers and few, else numbers.
  func read(numbers: [Double]) throws(FileError) -> Reading {
    if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
      throw error(bad, "the target \(numbers[bad]) is not a finite number")
    }
    let asked = options.kind == .labels || options.classes != nil || options.firstLabel != nil
    if options.kind == .numbers {
      try options.refuse([.classes, .first], of: "targets that are numbers", file: file)
      return values(numbers)
    }
    if let fraction = numbers.firstIndex(where: { Int32(exactly: $0) == nil }) {
      let isWhole = numbers[fraction].rounded() == numbers[fraction]
      if asked {
        throw error(fraction, "the label \(numbers[fraction]) is \(isWhole ? "too large" : "not a whole number")")
      }
      return values(numbers)
    }
    return try read(whole: numbers.map { Int($0) }, asked: asked) ?? values(numbers)
  }

  private func values(_ numbers: [Double]) -> Reading {
    Reading(targets: .numbers(numbers, width: 1), classNames: [])
  }

  /// `nil` if the numbers are a quantity.
  private func read(whole labels: [Int], asked: Bool) throws(FileError) -> Reading? {
    let smallest = labels.min() ?? 0
    let largest = labels.max() ?? 0
    if options.classes != nil || options.firstLabel != nil {
      let first = options.firstLabel ?? 0
      guard (0...1).contains(first) else { throw FileError(file: file, "labels start at 0 or 1, not at \(first)") }
      if let below = labels.firstIndex(where: { $0 < first }) {
        throw error(
          below, "the label \(labels[below]) of sample \(origin(below).sample) is below \(first), the first label")
      }
      return try counted(labels, first: first, classes: options.classes ?? largest - first + 1)
    }
    if (0...1).contains(smallest) && largest - smallest < Self.mostLabels {
      return try counted(labels, first: smallest, classes: largest - smallest + 1)
    }
    let distinct = Set(labels).sorted()
    if distinct.count > Self.mostLabels && !asked { return nil }
    return try named(labels.map(String.init), order: distinct.map(String.init))
  }

  /// Labels first…first+classes−1, each kept as its distance from `first`.
  private func counted(_ labels: [Int], first: Int, classes: Int) throws(FileError) -> Reading {
    try LoadOptions.check(classes: classes, file: file)
    let range = first..<first + classes
    if let index = labels.firstIndex(where: { !range.contains($0) }) {
      let fromOne = options.firstLabel == nil && labels.min() == 1
      throw error(
        index, "the label \(labels[index]) of sample \(origin(index).sample) is not in \(first)…\(first + classes - 1)",
        hint: fromOne ? "labels seem to start at 1" : nil)
    }
    return Reading(
      targets: .labels(labels.map { Int32($0 - first) }, classes: classes), classNames: range.map(String.init))
  }

  /// One class a distinct word.
  private func named(_ words: [String], order: [String]) throws(FileError) -> Reading {
    try LoadOptions.check(classes: options.classes ?? order.count, file: file)
    let numbers = Dictionary(zip(order, 0...).map { ($0, Int32($1)) }, uniquingKeysWith: { first, _ in first })
    if let classes = options.classes, let index = words.firstIndex(where: { Int(numbers[$0] ?? 0) >= classes }) {
      throw error(
        index, "\(order.count) different labels for \(classes) classes; \(words[index]) is one too many"
      )
    }
    return Reading(
      targets: .labels(words.map { numbers[$0] ?? 0 }, classes: options.classes ?? order.count), classNames: order)
  }

  private func error(_ index: Int, _ message: String, hint: String? = nil) -> FileError {
    FileError(file: origin(index).file, place: origin(index).place, message, hint: hint)
  }
}
