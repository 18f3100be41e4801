import SessionCore
import Views

/// What the cells show that another cell runs: of many repetitions the last ones.
struct CompoundResults {
  /// The most repetitions that are shown.
  static let most = 10

  /// What a cell shows.
  struct Shown {
    var view: View
    /// The cell, if its result is a value.
    var source: String?
  }

  /// Which of the repetitions it is.
  enum Title {
    case none
    case repetition(Int, of: Int)
    /// `l = 1`.
    case variable(String)

    /// Where in the repetitions an error is.
    var place: String {
      switch self {
      case .none: ""
      case .repetition(let number, let count): "in repetition \(number) of \(count)"
      case .variable(let value): "for \(value)"
      }
    }
  }

  /// The last result: `_`.
  var value: Value?
  /// The results of the last repetitions that showed something.
  private var shown: [[View]] = []
  /// How many there were before them.
  private var dropped = 0

  /// Adds what one repetition shows.
  mutating func add(_ views: [Shown], title: Title) {
    if views.isEmpty { return }
    if shown.count == Self.most {
      shown.removeFirst()
      dropped += 1
    }
    let labelled = views.map { $0.labelled(title) }
    let needsHeading = zip(labelled, views).allSatisfy { $0 == $1.view && !$1.isValue }
    shown.append((needsHeading ? title.heading.map { [$0] } ?? [] : []) + labelled)
  }

  /// - Parameter remark: what is shown if nothing else is.
  func result(ifNone remark: String? = nil) -> CommandResult {
    var views = Array(shown.joined())
    if dropped > 0 { views.insert(Self.remark("… \(dropped) earlier results are not shown"), at: 0) }
    if views.isEmpty, let remark { views = [Self.remark(remark)] }
    return .shown(views.count > 1 ? .stack(views) : views.first, value: value)
  }

  fileprivate static func remark(_ text: String) -> View { .text(StyledText(text, .faint)) }
}

extension CompoundResults.Title {
  /// What is above results that have no label.
  fileprivate var heading: View? {
    switch self {
    case .none: nil
    case .repetition(let number, let count): CompoundResults.remark("repetition \(number) of \(count)")
    case .variable(let value): CompoundResults.remark(value)
    }
  }
}

extension CompoundResults.Shown {
  fileprivate var isValue: Bool {
    switch view {
    case .number, .matrix: true
    case .text, .table, .picture, .derivation, .verdict, .excerpt, .progress, .stack: false
    }
  }

  /// The view; a value in a loop says what it is: `l = 1: norm(W[l]) = 0.53`.
  fileprivate func labelled(_ title: CompoundResults.Title) -> View {
    guard case .variable(let value) = title else { return view }
    let name = source.flatMap { $0.count > 40 || $0.contains(where: \.isNewline) ? nil : $0 }
    func label(_ own: String?) -> String { [value, own ?? name].compactMap { $0 }.joined(separator: ": ") }
    switch view {
    case .number(var number):
      number.label = label(number.label)
      return .number(number)
    case .matrix(var matrix):
      matrix.label = label(matrix.label)
      return .matrix(matrix)
    case .text, .table, .picture, .derivation, .verdict, .excerpt, .progress, .stack: return view
    }
  }
}

/// The progress of a long repetition.
struct CompoundProgress {
  private let count: Int
  private let host: any Host
  private let start: Double
  private var lastShown: Double
  private var done = 0

  init(count: Int, host: any Host) {
    (self.count, self.host) = (count, host)
    start = host.seconds
    lastShown = start + 0.4
  }

  /// Counts a repetition, and shows a frame ten times a second if it takes more than half a second.
  mutating func report() {
    done += 1
    let now = host.seconds
    guard now - lastShown > 0.1 else { return }
    lastShown = now
    let left = (now - start) / Double(done) * Double(count - done)
    host.show(
      .progress(
        ProgressFrame(
          title: "repetition \(done)/\(count)", fraction: Double(done) / Double(count),
          fields: [.init("left", left.rounded(), digits: 3, unit: "s")], isMilestone: false)))
  }
}
