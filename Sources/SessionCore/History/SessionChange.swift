import Engine
import Views

/// What is different between two sessions, in the learner's terms. Numbers are compared bit for bit.
public struct SessionChange {
  /// One thing that changed.
  struct Item: Equatable {
    var what: String
    /// `nil` if it did not exist or has no value to show.
    var before: Table.Cell?
    var after: Table.Cell?
    var note: String?
  }

  private(set) var items: [Item] = []
  let old: Session
  let new: Session

  public init(from old: Session, to new: Session) {
    self.old = old
    self.new = new
    for field in SessionField.all { field.describe(&self) }
  }

  public var isEmpty: Bool { items.isEmpty }

  mutating func add(_ what: String, _ before: Table.Cell? = nil, _ after: Table.Cell? = nil, note: String? = nil) {
    items.append(Item(what: what, before: before, after: after, note: note))
  }

  /// Adds a text that differs.
  /// - Parameter note: of a text that was replaced.
  mutating func addText(_ what: String, note: String? = nil, _ text: (Session) -> String?) {
    let (before, after) = (text(old), text(new))
    if before == after { return }
    let note = before == nil ? "new" : after == nil ? "removed" : note
    add(what, before.map { .text($0) }, after.map { .text($0) }, note: note)
  }

  /// Adds a choice of samples that differs, if only in which they are.
  mutating func addSamples<Samples: Equatable>(
    _ what: String, _ samples: (Session) -> Samples?, _ text: (Samples) -> String
  ) {
    addText(what) { samples($0).map(text) }
    addOtherSamples(what, samples, text)
  }

  /// Adds samples that differ while their text is the same.
  mutating func addOtherSamples<Samples: Equatable>(
    _ what: String, _ samples: (Session) -> Samples?, _ text: (Samples) -> String
  ) {
    let (before, after) = (samples(old), samples(new))
    if before != after, before.map(text) == after.map(text) { add(what, note: "other samples") }
  }

  mutating func addMatrix(_ quantity: Quantity) {
    addValue(quantity.name) { session in session[quantity].map { Value($0, of: quantity) } }
  }

  mutating func addValue(_ name: String, _ value: (Session) -> Value?) {
    let (before, after) = (value(old), value(new))
    if Session.isSame(before, after) { return }
    if case .matrix(let before)? = before, case .matrix(let after)? = after, before.shape == after.shape {
      return addEntries(name, before, after)
    }
    let note = before == nil ? "new" : after == nil ? "removed" : nil
    add(name, before.map(Self.cell), after.map(Self.cell), note: note)
  }

  /// Up to three entries one by one, of more the one that changed most.
  private mutating func addEntries(_ name: String, _ before: Matrix<Double>, _ after: Matrix<Double>) {
    guard let change = before.change(to: after, naming: 3) else { return }
    let isMany = change.count > change.largest.count
    let shown = isMany ? 1 : change.largest.count
    let counts = "\(Description.grouped(change.count)) of \(Description.grouped(before.count)) entries, this one most"
    for entry in change.largest.prefix(shown).sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      add(
        "\(name)[\(entry.row), \(entry.column)]", .number(entry.before), .number(entry.after),
        note: isMany ? counts : nil)
    }
  }

  private static func cell(_ value: Value) -> Table.Cell {
    switch value {
    case .number(let number): .number(number)
    case .matrix(let matrix): .text(matrix.shape.description)
    }
  }
}

extension Session {
  /// Whether two values are equal bit for bit: a NaN equals itself.
  static func isSame(_ first: Value?, _ second: Value?) -> Bool {
    switch (first, second) {
    case (nil, nil): true
    case (.number(let a)?, .number(let b)?): a.bitPattern == b.bitPattern
    case (.matrix(let a)?, .matrix(let b)?): a.hasSameBits(as: b)
    default: false
    }
  }

  static func isSame(_ first: Matrix<Double>?, _ second: Matrix<Double>?) -> Bool {
    isSame(first.map { Value.matrix($0) }, second.map { Value.matrix($0) })
  }
}
