/// The user's progress in the lessons, as a text with one line for each lesson:
///
///     01-a-first-pass: step 12 of 25; right 1 3; shown 2
public struct LessonProgress: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    /// The step that is shown, counted from 1; one more than `steps` at the end.
    public var step: Int
    public var steps: Int
    /// The numbers of the exercises that were answered right.
    public var right: Set<Int>
    /// The numbers of the exercises whose answer was shown.
    public var shown: Set<Int>

    public var isFinished: Bool { step > steps }

    init(step: Int = 1, steps: Int = 1, right: Set<Int> = [], shown: Set<Int> = []) {
      (self.step, self.steps, self.right, self.shown) = (step, steps, right, shown)
    }
  }

  public private(set) var entries: [String: Entry] = [:]
  /// Other lines, which are kept at the top.
  private var others: [String] = []

  public init() {}

  public subscript(name: String) -> Entry? {
    get { entries[name] }
    set { entries[name] = newValue }
  }

  public var text: String {
    let lines = entries.keys.sorted().map { name in "\(name): \(entries[name]?.text ?? "")" }
    return (others + lines).map { $0 + "\n" }.joined()
  }
}

extension LessonProgress {
  public init(parsing text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      if let colon = line.lastIndex(of: ":"), let entry = Entry(parsing: line[line.index(after: colon)...]) {
        entries[String(line[..<colon])] = entry
      } else {
        others.append(String(line))
      }
    }
  }
}

extension LessonProgress.Entry {
  fileprivate var text: String {
    func list(_ word: String, _ numbers: Set<Int>) -> String {
      numbers.isEmpty ? "" : "; \(word) \(numbers.sorted().map(String.init).joined(separator: " "))"
    }
    let place = isFinished ? "finished, \(steps) steps" : "step \(step) of \(steps)"
    return place + list("right", right) + list("shown", shown)
  }

  fileprivate init?(parsing text: Substring) {
    self.init()
    for (index, part) in text.split(separator: ";").enumerated() {
      let words = part.split(separator: " ").map(String.init)
      let numbers = words.compactMap { Int($0) }
      switch (index, words.first) {
      case (0, "finished,"):
        guard let steps = numbers.first, 1...1_000_000 ~= steps else { return nil }
        (step, self.steps) = (steps + 1, steps)
      case (0, "step"):
        guard numbers.count == 2, numbers[0] >= 1, 1...1_000_000 ~= numbers[1] else { return nil }
        (step, self.steps) = (min(numbers[0], numbers[1]), numbers[1])
      case (1..., "right"): right = Set(numbers)
      case (1..., "shown"): shown = Set(numbers)
      default: return nil
      }
    }
    if text.allSatisfy(\.isWhitespace) { return nil }
  }
}
