import Engine
import Views

/// What is different between two sessions, in the learner's terms. Numbers are compared bit for bit.
public struct SessionChange {
  /// One thing that changed.
  public struct Item: Equatable {
    public var what: String
    /// `nil` for what is not there, or has no value to show.
    public var before: Table.Cell?
    public var after: Table.Cell?
    public var note: String?
  }

  public private(set) var items: [Item] = []
  private let old: Session
  private let new: Session

  public init(from old: Session, to new: Session) {
    self.old = old
    self.new = new
    addNetwork()
    addData()
    addVariables()
    addSettings()
    addComputed()
    if new.runs.count != old.runs.count {
      let difference = new.runs.count - old.runs.count
      add("runs", note: "\(Description.count(abs(difference), "run")) \(difference > 0 ? "more" : "fewer")")
    }
    if hasOtherChanges { add("other settings", note: "changed") }
  }

  public var isEmpty: Bool { items.isEmpty }

  /// The digits with which its numbers are written.
  public var digits: Int { new.digits }

  public mutating func add(
    _ what: String, _ before: Table.Cell? = nil, _ after: Table.Cell? = nil, note: String? = nil
  ) {
    items.append(Item(what: what, before: before, after: after, note: note))
  }

  private mutating func addText(_ what: String, _ before: String?, _ after: String?) {
    guard before != after else { return }
    let note = before == nil ? "new" : after == nil ? "removed" : nil
    add(what, before.map { .text($0) }, after.map { .text($0) }, note: note)
  }

  // MARK: What a person sets

  private mutating func addNetwork() {
    func sizes(_ session: Session) -> String? {
      session.network?.sizes.map(String.init).joined(separator: "-")
    }
    func activations(_ session: Session) -> String? {
      session.network?.layers.map { ([$0.activation.rawValue] + Description.parts(of: $0)).joined(separator: " ") }
        .joined(separator: ", ")
    }
    if sizes(old) != sizes(new), old.network != nil, new.network != nil {
      add("network", sizes(old).map { .text($0) }, sizes(new).map { .text($0) }, note: "with other parameters")
    } else {
      addText("network", sizes(old), sizes(new))
    }
    if old.network != nil, new.network != nil { addText("activations", activations(old), activations(new)) }
    addText("objective", Description.of(old.objective), Description.of(new.objective))
    addText("mode", old.mode.rawValue, new.mode.rawValue)
    if items.isEmpty { addText("network", old.network.map(Description.of), new.network.map(Description.of)) }
    if old.network?.sizes == new.network?.sizes {
      for parameter in new.held { addMatrix(parameter.name, old[parameter], new[parameter]) }
    }
  }

  private mutating func addData() {
    addText("data", old.dataset?.name, new.dataset?.name)
    addText("trained on", old.origin?.data, new.origin?.data)
    if let dataset = new.dataset, dataset.name == old.dataset?.name, dataset != old.dataset {
      add("data", note: "other samples")
    }
    func split(_ session: Session) -> String? {
      session.split.map { "\($0.training.count) and \($0.test.count)" }
    }
    addText("split", split(old), split(new))
    if old.split != new.split, split(old) == split(new) { add("split", note: "other samples") }
    func held(_ session: Session) -> String? { session.validationRows.map { Description.count($0.count, "sample") } }
    addText("validation", held(old), held(new))
    if old.validationRows != new.validationRows, held(old) == held(new) { add("validation", note: "other samples") }
    addMatrix("X", old[.input], new[.input])
    addMatrix("Y", old[.target], new[.target])
  }

  private mutating func addVariables() {
    for name in Set(old.variables.keys).union(new.variables.keys).sorted() {
      addValue(name, old.variables[name], new.variables[name])
    }
  }

  private mutating func addSettings() {
    addValue("eta", .number(old.learningRate), .number(new.learningRate))
    func optimizer(_ session: Session) -> String {
      let steps = session.optimizerState.steps
      return Description.of(session.optimizer) + (steps == 0 ? "" : ", \(Description.count(steps, "step"))")
    }
    addText("optimizer", optimizer(old), optimizer(new))
    addValue("digits", .number(Double(old.digits)), .number(Double(new.digits)))
    addText("seed", "\(old.seed)", "\(new.seed)")
    if old.seed == new.seed, old.generator != new.generator { add("random stream", note: "at another place") }
    let quantities = Set(old.definitions.keys).union(new.definitions.keys)
    for quantity in quantities.sorted(by: { $0.name < $1.name }) {
      addText(
        "formula of \(quantity.name)", old.definitions[quantity]?.text ?? "built in",
        new.definitions[quantity]?.text ?? "built in")
    }
  }

  // MARK: What a pass computes

  private mutating func addComputed() {
    let (were, are) = (computed(old), computed(new))
    for quantity in are.filter(were.contains) { addMatrix(quantity.name, old[quantity], new[quantity]) }
    let added = are.filter { !were.contains($0) }
    let removed = were.filter { !are.contains($0) }
    if !added.isEmpty { add(Part.list(added.map(Part.quantity)), note: "computed") }
    if !removed.isEmpty { add(Part.list(removed.map(Part.quantity)), note: "not computed any more") }
  }

  private func computed(_ session: Session) -> [Quantity] {
    session.trace.values.keys.filter { $0 != .input && $0 != .target }
      .sorted { Part.isBefore(.quantity($0), .quantity($1)) }
  }

  /// Whether something differs that has no words here.
  private var hasOtherChanges: Bool {
    var rest = new
    rest.objective = old.objective
    rest.mode = old.mode
    (rest.network, rest.origin) = (old.network, old.origin)
    rest.assignedMasks = old.assignedMasks
    (rest.dataset, rest.split, rest.validationRows) = (old.dataset, old.split, old.validationRows)
    (rest.validationSource, rest.batchRows) = (old.validationSource, old.batchRows)
    (rest.trace, rest.freshness, rest.variables) = (old.trace, old.freshness, old.variables)
    (rest.definitions, rest.seed, rest.generator) = (old.definitions, old.seed, old.generator)
    (rest.learningRate, rest.lastRate, rest.digits, rest.runs) =
      (old.learningRate, old.lastRate, old.digits, old.runs)
    (rest.optimizer, rest.optimizerState) = (old.optimizer, old.optimizerState)
    return rest != old
  }
}
