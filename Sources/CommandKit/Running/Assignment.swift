import Engine
import Language
import SessionCore

/// `target = value`: a variable, a quantity, or entries of either.
public struct Assignment {
  public let target: Expression
  public let value: Expression

  public init(target: Expression, value: Expression) {
    self.target = target
    self.value = value
  }

  public func run(in context: inout Context, source: String) throws(Diagnostic) {
    var evaluator = context.evaluator(source, drawsNumbers: true)
    let before = context.session
    try store(try context.evaluate(value, with: &evaluator), in: &context, source: source)
    if case .name(let name, _) = target, context.session.variables[name] != nil, evaluator.draws == 0 {
      // As it was when the variable was assigned: h = 2 * h.
      context.session.remember(before.inlining(value), of: name, source: source)
    }
  }

  /// Assigns a value to the target.
  public func store(_ value: Value, in context: inout Context, source: String) throws(Diagnostic) {
    var evaluator = context.evaluator(source)
    switch target {
    case .name(let name, let span): try assign(value, toName: name, at: span, in: &context)
    case .index(let base, let subscripts, let span):
      try evaluator.checkShapes(in: subscripts)
      if let quantity = try evaluator.quantity(of: target) {
        try assign(value, to: quantity, at: span, in: &context.session)
      } else {
        try assign(value, toEntries: subscripts, of: base, &evaluator, in: &context.session)
      }
    default: throw Diagnostic("cannot assign to this", at: target.span)
    }
  }

  private func assign(
    _ value: Value, toName name: String, at span: SourceSpan, in context: inout Context
  ) throws(Diagnostic) {
    if let quantity = Names.single(name, in: context.session) {
      try assign(value, to: quantity, at: span, in: &context.session)
    } else if name == "eta" {
      guard case .number(let rate) = value, rate > 0, rate.isFinite else {
        throw Diagnostic("the learning rate is a number above 0", at: self.value.span)
      }
      context.session.learningRate = rate
    } else if Names.family(name, in: context.session) != nil {
      throw Diagnostic(
        "\(name) belongs to the network: it needs a layer", at: span,
        hint: "\(name)[1] = … sets layer 1; a variable needs another name")
    } else if Names.isReserved(name, in: context.session) {
      throw Diagnostic(
        "\(name) cannot be assigned", at: span, hint: name == "l2" || name == "l1" ? "set \(name) 0.01" : nil)
    } else if Function.all[name]?.sharesName == false || context.commands.command(named: name) != nil {
      throw Diagnostic(
        "\(name) is the name of a \(Function.all[name]?.sharesName == false ? "function" : "command")", at: span)
    } else if let function = context.session.functions[name] {
      throw Diagnostic(
        "\(function.head) is a function of yours", at: span,
        hint: context.session.users(of: name).isEmpty ? "undefine \(name) removes it" : "another name is free")
    } else {
      context.session.assign(value, to: name)
      context.reads.assign(.variable(name))
    }
  }

  private func assign(
    _ value: Value, to quantity: Quantity, at span: SourceSpan, in session: inout Session
  ) throws(Diagnostic) {
    switch quantity {
    case .input, .activation(0), .target:
      let (matrix, isTarget) = (value.asMatrix, quantity == .target)
      try Batch.validate(matrix, as: quantity, in: session, at: self.value.span)
      session.setBatch(input: isTarget ? nil : matrix, target: isTarget ? matrix : nil, rows: nil)
    case .loss, .smoothedTarget:
      throw Diagnostic("\(quantity.name) is computed", at: span, hint: "forward computes it")
    default:
      guard let shape = session.shape(of: quantity), shape.count > 0 else {
        throw Diagnostic("\(quantity.name) has no shape before there is a batch", at: span)
      }
      session.set(quantity, to: try fitted(value, to: shape, name: quantity.name))
    }
  }

  /// The value in the shape of what it replaces; a number fills it.
  private func fitted(_ value: Value, to shape: Shape, name: String) throws(Diagnostic) -> Matrix<Double> {
    switch value {
    case .number(let number): return Matrix(rows: shape.rows, columns: shape.columns, repeating: number)
    case .matrix(let matrix):
      if matrix.shape == shape { return matrix }
      let hint =
        matrix.shape == Shape(rows: shape.columns, columns: shape.rows) ? "transposed, it would fit: (…).T" : nil
      throw Diagnostic("\(name) is \(shape), the value is \(matrix.shape)", at: self.value.span, hint: hint)
    }
  }

  private func assign(
    _ value: Value, toEntries subscripts: [Expression.Subscript], of base: Expression,
    _ evaluator: inout Evaluator, in session: inout Session
  ) throws(Diagnostic) {
    let current = try evaluator.evaluate(base)
    guard case .matrix(var matrix) = current else {
      throw Diagnostic("\(evaluator.text(base)) is a number and has no entries", at: base.span)
    }
    let selection = try evaluator.selection(subscripts, of: matrix.shape, in: base)
    let part = try fitted(value, to: selection.extent, name: "this part of \(evaluator.text(base))")
    matrix = selection.replacing(in: matrix, by: part)
    if let quantity = try evaluator.quantity(of: base) {
      try assign(.matrix(matrix), to: quantity, at: base.span, in: &session)
    } else if case .name(let name, _) = base, !Names.isReserved(name, in: session) {
      session.assign(.matrix(matrix), to: name)
    } else {
      throw Diagnostic("cannot assign to this", at: base.span)
    }
  }
}
