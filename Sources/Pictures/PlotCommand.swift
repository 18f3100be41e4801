import CommandKit
import Engine
import Language
import SessionCore
import Views

struct PlotCommand: Command {
  static let name = "plot"
  static let abstract = "loss and accuracy of a run over its epochs, or curves of functions: plot loss, plot sin(x) / x"
  static let discussion = """
    The training curve is the mean over each epoch's batches, each taken before its update; the validation curve \
    is measured after the epoch. log draws the loss on a logarithmic axis.

    runs compares: the validation curves if all runs have them, else the training curves. save plot to FILE.svg \
    keeps the picture.

    plot f f', plot relu relu' and plot sigmoid from -6 to 6 draw functions of one number, your own and built-in \
    ones, and their derivatives; plot sin(x) / x and plot x^2 - 1 cos(x) draw expressions of one variable: the name \
    that has no value, else x. Poles leave gaps.
    """
  static let topic = Topic.pictures
  private static let measures: [Parameter.Choice] = [
    .init("loss", "mean loss per sample"), .init("accuracy", "share classified right"),
  ]
  static let parameters: [Parameter] = [
    .operand(
      "curve", .word, "loss, accuracy, functions of one number or expressions: f, relu', x^2", required: false,
      repeats: true,
      fallback: "loss and accuracy", offers: curves),
    .named("from", .number(nil), "where the curves of functions start", fallback: "-5"),
    .named("to", .number(nil), "where they end", fallback: "5"),
    .named("run", .integer(1...Int.max), "a run of the list that runs shows", fallback: "the last", offers: .runs),
    .named("runs", .flag, "several runs in one chart, with a table of what they differ in: plot loss runs 1 3"),
    .operand(
      "number", .integer(1...Int.max), "the runs to compare", required: false, repeats: true, fallback: "all",
      offers: .runs),
    .named("log", .flag, "a logarithmic axis for the loss"),
  ]
  static let examples = [
    Example(
      "data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier", "train epochs 200 batch 4 rate 1", "plot loss",
      shows: "the loss over 200 epochs", gives: .chart(["training": 200])),
    Example(
      "f(x) = x^2 * sin(x)", "plot f relu' from -3 to 3", shows: "functions over a range",
      gives: .chart(["f": 481, "relu'": 481])),
    Example(
      "plot sigmoid(x) x^2 - 1 from -2 to 2", shows: "expressions of a variable",
      gives: .chart(["sigmoid(x)": 481, "x^2 - 1": 481])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    if let curves = try functionCurves(arguments, context) {
      return .shown(.chart(try curves.chart(in: context)))
    }
    context.reads.read(.runs)
    let runs = context.session.runs
    if runs.isEmpty {
      throw arguments.failure("nothing has been trained yet", hint: context.wayToRun)
    }
    if arguments.contains("runs") { return .shown(try compare(arguments, runs)) }
    if arguments.contains("number") {
      throw arguments.failure("one run is run 2, several are runs 1 2", at: "number")
    }
    let number = arguments.integer("run") ?? runs.count
    guard runs.indices.contains(number - 1) else {
      throw arguments.failure("there is no run \(number)", at: "run", hint: "runs lists them: 1 to \(runs.count)")
    }
    let record = runs[number - 1]
    guard !record.reports.isEmpty else {
      throw arguments.failure(
        "run \(number) ended before its first epoch did", hint: "a run without an epoch has no curve")
    }
    let title = "run \(number): \(record.dataName), \(record.sizes.map(String.init).joined(separator: "-"))"
    let charts = try charts(arguments, "run \(number) has no accuracy: its targets are not classes") { measure, scale in
      measure.chart(
        "\(measure.name), \(title)", scale,
        [("training", record.reports, measure.training), ("validation", record.reports, measure.validation)])
    }
    return .shown(charts.count == 1 ? charts[0] : .stack(charts))
  }

  /// The charts that are wanted, of those that there are.
  private static func charts(
    _ arguments: Arguments, _ reason: String, _ chart: (EpochMeasure, Chart.Scale) -> Chart?
  ) throws(Diagnostic) -> [View] {
    let curve = try measure(arguments)
    let loss = curve == "accuracy" ? nil : chart(.loss, arguments.contains("log") ? .log : .linear)
    let accuracy = curve == "loss" ? nil : chart(.accuracy, .linear)
    if curve == "accuracy", arguments.contains("log") {
      throw arguments.failure("log is for the loss: accuracy is a share", at: "log")
    }
    if curve == "accuracy", accuracy == nil { throw arguments.failure(reason, at: "curve") }
    return [loss, accuracy].compactMap { $0.map(View.chart) }
  }

  /// Several runs in one chart, and a table.
  private static func compare(_ arguments: Arguments, _ runs: [RunRecord]) throws(Diagnostic) -> View {
    if arguments.contains("run") { throw arguments.failure("run and runs exclude each other", at: "run") }
    var numbers: [Int] = []
    for number in arguments.integers("number") where !numbers.contains(number) { numbers.append(number) }
    if let missing = numbers.first(where: { !runs.indices.contains($0 - 1) }) {
      throw arguments.failure("there is no run \(missing)", at: "number", hint: "runs lists them: 1 to \(runs.count)")
    }
    let comparison = RunComparison(
      runs: (numbers.isEmpty ? Array(1...runs.count) : numbers).map { ($0, runs[$0 - 1]) })
    let charts = try charts(arguments, "the runs have no accuracy: their targets are not classes", comparison.chart)
    return .stack(charts + [.table(comparison.table)])
  }

  // MARK: Functions

  /// The functions and expressions that are given, if any are; `nil` if the curves are those of runs.
  private static func functionCurves(
    _ arguments: Arguments, _ context: Context
  ) throws(Diagnostic) -> FunctionCurves? {
    let words = arguments.words("curve")
    let hasRange = arguments.contains("from") || arguments.contains("to")
    if words.isEmpty, !hasRange || !arguments.contains("log") { return try rangeWithoutFunctions(arguments, hasRange) }
    if !hasRange, words.contains(where: { word in measures.contains { $0.word == word } }) { return nil }
    var curves = try curves(arguments, context)
    if let other = ["run", "runs"].first(where: arguments.contains) {
      throw arguments.failure("\(other) is for loss and accuracy, not for functions", at: other)
    }
    // Beside functions log is the logarithm.
    if arguments.contains("log") { curves.append(FunctionCurves.Curve(text: "log", span: arguments.span("log"))) }
    let (from, to) = (arguments.number("from") ?? -5, arguments.number("to") ?? 5)
    guard from < to, (to - from).isFinite else {
      throw arguments.failure(
        "the range from \(from.formatted) to \(to.formatted) is empty",
        at: arguments.contains("from") ? "from" : "to", hint: "plot \(curves[0].text) from -6 to 6")
    }
    return FunctionCurves(curves: curves, range: from...to)
  }

  /// Each word that names a function, and each expression, which may have blanks: `x^2 - 1`.
  private static func curves(_ arguments: Arguments, _ context: Context) throws(Diagnostic) -> [FunctionCurves.Curve] {
    let bytes = Array(arguments.code.utf8)
    var curves: [FunctionCurves.Curve] = []
    var end = 0
    // A number that is part of an expression was read as the number of a run.
    let spans = (arguments.spans("curve") + arguments.spans("number")).sorted { $0.start < $1.start }
    for span in spans where span.start >= end {
      let word = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      end = span.end
      if FunctionCurves.isFunction(word, in: context.session) {
        curves.append(FunctionCurves.Curve(text: word, span: span))
        continue
      }
      if isName(word), word.count > 1 || context.session.functions[word] != nil || Function.all[word] != nil {
        throw unknown((word, span), in: context.session)
      }
      let (formula, last) = try CurveFormula.read(arguments.code, from: span.start, in: context)
      let text = String(decoding: bytes[span.start..<last], as: UTF8.self)
      curves.append(FunctionCurves.Curve(text: text, span: SourceSpan(span.start, last), formula: formula))
      end = last
    }
    return curves
  }

  /// A name alone, perhaps with primes. One letter may be the variable of the line `plot x`.
  private static func isName(_ word: String) -> Bool {
    word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" }
  }

  private static func rangeWithoutFunctions(
    _ arguments: Arguments, _ hasRange: Bool
  ) throws(Diagnostic) -> FunctionCurves? {
    if !hasRange { return nil }
    throw arguments.failure(
      "from and to are for curves of functions", at: arguments.contains("from") ? "from" : "to",
      hint: "plot sigmoid from -6 to 6")
  }

  private static func unknown(_ name: (text: String, span: SourceSpan), in session: Session) -> Diagnostic {
    if let own = session.functions[name.text] {
      return Diagnostic("\(own.head) has \(own.parameters.count) parameters, a curve needs one", at: name.span)
    }
    if Function.all[name.text] != nil {
      return Diagnostic("\(name.text) is not a function of one number", at: name.span)
    }
    let known = measures.map(\.word) + Array(session.functions.keys) + Array(Function.all.keys)
    return Diagnostic(
      "unknown curve \(name.text)", at: name.span,
      hint: Suggestions.question(name.text, among: known)
        ?? "loss or accuracy of a run, or functions of one number: plot sigmoid")
  }

  /// `loss`, `accuracy` or, for both, nothing.
  private static func measure(_ arguments: Arguments) throws(Diagnostic) -> String? {
    let words = arguments.words("curve")
    if words.count > 1 {
      throw arguments.failure("loss and accuracy are drawn both by plot alone, or one of them", at: "curve")
    }
    return words.first
  }
}

extension PlotCommand {
  /// The measures of runs and the functions of one number; after `runs` the runs.
  private static let curves = CompletionSource { context in
    if context.given["runs"] != nil { return CompletionSource.runs.suggestions(context) }
    let own = context.session.functions.values.filter { $0.parameters.count == 1 }
      .map { Suggestion($0.name, $0.text) }
    let builtIn = Function.all.values.filter { FunctionCurves.isFunction($0.name, in: context.session) }
      .map { Suggestion($0.name, $0.summary) }
    return measures.map { Suggestion($0.word, $0.summary) } + (own + builtIn).sorted { $0.text < $1.text }
  }
}
