import CommandKit
import Engine
import Language
import SessionCore
import Views

struct OptimizerCommand: Command {
  static let name = "optimizer"
  static let aliases = ["optimiser"]
  static let abstract = "how update, step and train move the parameters: optimizer adam"
  static let discussion = """
    g is the gradient of a parameter p, η the rate, t the number of the step. What an optimiser remembers are m, a \
    mean of gradients, and v, one of their squares: mW[l], vW[l], mb[l], vb[l], and those of gamma and beta; m[l] \
    and v[l] are short for mW[l] and vW[l]. They are 0 after optimizer, network and init.

    Alone it shows what is chosen. explain W[1][0, 0] update writes the next step of a weight out with its \
    numbers. Constants and names are PyTorch's, except that it calls beta1 of momentum momentum, and beta2 of \
    rmsprop alpha.
    """
  static let topic = Topic.training
  static let choices = Optimizer.Rule.allCases.map {
    Parameter.Choice($0.rawValue, "\($0.definition.formula). \($0.definition.source)")
  }
  static let parameters: [Parameter] =
    [.operand("rule", .choice(choices), "which", required: false, fallback: "shows what is chosen")]
    + Optimizer.Constant.allCases.map { constant in
      .named(constant.rawValue, .number(constant.range), constant.meaning, fallback: usual(constant))
    } + [.named("rate", .number(.positive), "learning rate, as set rate", fallback: "eta stays")]
  static let examples = [
    Example(
      "network 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "optimizer adam rate 0.01", "backward",
      "update", "m[1]", "v[1]", shows: "a step of 0.01 for every weight, and what is remembered of it",
      gives: [[7.40282e-7, 2.96113e-6]]),
    Example(
      "optimizer momentum beta1 0.8", "optimizer", shows: "your own constant, and what is chosen",
      gives: "momentum, beta1 0.8: m ← β₁ m + g, p ← p − η m"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let rule = arguments.word("rule").flatMap(Optimizer.Rule.init) else {
      if let name = (Optimizer.Constant.allCases.map(\.rawValue) + ["rate"]).first(where: { arguments.contains($0) }) {
        throw arguments.failure(
          "\(name) of which optimiser?", at: name,
          hint: "optimizer \(context.session.optimizer.rule.rawValue) \(name) …")
      }
      for part in [Part.optimizer, .learningRate] { context.reads.read(part) }
      return .shown(view(of: context.session))
    }
    var optimizer = Optimizer(rule)
    for constant in Optimizer.Constant.allCases {
      guard let value = arguments.number(constant.rawValue) else { continue }
      guard rule.constants.contains(constant) else {
        let owners = Optimizer.Rule.allCases.filter { $0.constants.contains(constant) }.map(\.rawValue)
        throw arguments.failure(
          "\(rule.rawValue) has no \(constant.rawValue)", at: constant.rawValue,
          hint: "\(owners.joined(separator: ", ")) have it")
      }
      optimizer[constant] = value
    }
    context.session.choose(optimizer)
    if let rate = arguments.number("rate") { context.session.learningRate = rate }
    return .shown(view(of: context.session))
  }

  private static func view(of session: Session) -> View {
    let optimizer = session.optimizer
    let rule = optimizer.rule
    let line =
      StyledText(([rule.rawValue] + Description.constants(of: optimizer)).joined(separator: ", "), .name)
      + StyledText(": ") + StyledText(rule.definition.formula, .code)
      + StyledText("\nη is \(session.learningRate)")
      + StyledText(rule.definition.usualRate.map { " (PyTorch begins with \($0) here: set rate \($0))" } ?? "", .faint)
    if rule.moments.isEmpty { return .text(line) }
    let moments = rule.moments.map(\.rawValue).joined(separator: " and ")
    let state =
      session.optimizerState.steps == 0
      ? "\(moments) \(rule.moments.count == 1 ? "is" : "are") 0 until the first step"
      : "\(moments) of \(Description.count(session.optimizerState.steps, "step"))"
    return .text(line + StyledText("; \(state)"))
  }

  /// `0.999, 0.99 for rmsprop`: the usual value of a constant, and that of rules that differ.
  private static func usual(_ constant: Optimizer.Constant) -> String {
    let format = NumberFormat(digits: 6)
    let values = Optimizer.Rule.allCases.compactMap { rule in rule.usual(constant).map { (rule, value: $0) } }
    let counts = Dictionary(grouping: values, by: \.value).mapValues(\.count)
    guard let usual = values.map(\.value).max(by: { counts[$0, default: 0] < counts[$1, default: 0] }) else {
      return ""
    }
    let others = values.filter { $0.value != usual }.map { "\(format.text($0.value)) for \($0.0.rawValue)" }
    return ([format.text(usual)] + others).joined(separator: ", ")
  }
}
