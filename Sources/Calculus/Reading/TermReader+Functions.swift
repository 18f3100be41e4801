import Language

/// The functions that are no heads of terms: reductions, `where`, and those of matrices.
extension TermReader {
  func matrixFunction(_ call: Expression.Call, _ arguments: [Reading]) throws(Diagnostic) -> Reading? {
    guard call.order == 0, call.partial == nil else { return nil }
    func need(_ count: Int) throws(Diagnostic) {
      if arguments.count != count {
        throw Diagnostic(
          "\(call.function) takes \(count) \(count == 1 ? "argument" : "arguments"), not \(arguments.count)",
          at: call.span)
      }
    }
    switch call.function {
    case "sum", "mean", "max", "min", "norm", "var", "std":
      try need(1)
      return try reduction(call, arguments[0])
    case "and", "or", "not":
      try need(call.function == "not" ? 1 : 2)
      return try condition(call, arguments)
    case "clip":
      try need(3)
      let shape = try joined(
        joined(arguments[0].shape, arguments[1].shape, at: call.span), arguments[2].shape, at: call.span)
      let raised = Term.apply(Term.Head("maximum"), [arguments[0].term, arguments[1].term])
      return Reading(term: .apply(Term.Head("minimum"), [raised, arguments[2].term]), shape: shape)
    case "where":
      try need(3)
      let shape = try joined(
        joined(arguments[0].shape, arguments[1].shape, at: call.span), arguments[2].shape, at: call.span)
      return Reading(term: .choice(arguments[0].term, arguments[1].term, arguments[2].term), shape: shape)
    case "transpose":
      try need(1)
      return Reading(term: .transpose(arguments[0].term), shape: arguments[0].shape.transposed)
    case "outer":
      try need(2)
      return outer(arguments[0], arguments[1])
    case "dot":
      try need(2)
      return try dot(arguments[0], arguments[1], call)
    case "trace":
      try need(1)
      return try trace(arguments[0], call)
    case "zeros", "ones", "eye": return try filled(call, arguments)
    case "argmax", "argmin", "argsort", "diag", "onehot", "sort", "cumsum", "shape", "prod", "median", "any", "all",
      "hcat", "vcat", "reshape", "flatten", "arange", "linspace", "kron", "inv", "det", "jacobian", "rand", "randn":
      throw Diagnostic("\(call.function) has no place in a formula that is differentiated", at: call.nameSpan)
    default: return nil
    }
  }

  private func reduction(_ call: Expression.Call, _ argument: Reading) throws(Diagnostic) -> Reading {
    let axis = try axis(of: call)
    let (shape, term) = (argument.shape, argument.term)
    let folded = [axis == 1 ? nil : shape.rows, axis == 0 ? nil : shape.columns].compactMap { $0 }
    let result = TermShape(rows: axis == 1 ? shape.rows : nil, columns: axis == 0 ? shape.columns : nil)
    func fold(_ folding: Term.Folding, _ term: Term) -> Term {
      folded.isEmpty ? term : .reduction(folding, axis: axis, term)
    }
    func mean(_ term: Term) -> Term {
      folded.isEmpty ? term : fold(.sum, term) / Self.product(folded.map(Term.size))
    }
    let value: Term =
      switch call.function {
      case "mean": mean(term)
      case "norm": .call("sqrt", fold(.sum, .power(term, 2)))
      case "var": mean(.power(term - mean(term), 2))
      case "std": .call("sqrt", mean(.power(term - mean(term), 2)))
      default: fold(Term.Folding(rawValue: call.function) ?? .sum, term)
      }
    return Reading(term: value, shape: result)
  }

  /// `ones(B, 3)`, `zeros(3)` for a row, `eye(3)`.
  private func filled(_ call: Expression.Call, _ arguments: [Reading]) throws(Diagnostic) -> Reading {
    guard (1...(call.function == "eye" ? 1 : 2)).contains(arguments.count) else {
      throw Diagnostic("\(call.function) takes sizes", at: call.span, hint: "\(call.function)(2, 3)")
    }
    var extents: [Extent] = []
    for (argument, expression) in zip(arguments, call.arguments) {
      switch argument.term {
      case .size(let extent): extents.append(extent)
      case .number(let x) where x == x.rounded() && x >= 1 && x <= 1e6: extents.append(Extent(Int(x)))
      default: throw Diagnostic("a size is a whole number", at: expression.span)
      }
    }
    if call.function == "eye" {
      return Reading(term: .identity(extents[0]), shape: TermShape(rows: extents[0], columns: extents[0]))
    }
    // An axis of one place spreads.
    let axes = (extents.count == 1 ? [Extent(1)] + extents : extents).map { $0.count == 1 ? nil : $0 }
    let shape = TermShape(rows: axes[0], columns: axes[1])
    return Reading(
      term: .filled(call.function == "ones" ? 1 : 0, rows: shape.rows, columns: shape.columns), shape: shape)
  }

  private static func product(_ list: [Term]) -> Term { list.count == 1 ? list[0] : .product(list) }

  private func axis(of call: Expression.Call) throws(Diagnostic) -> Int? {
    guard let axis = call.axis else { return nil }
    guard case .number(let number, _) = axis, number == 0 || number == 1 else {
      throw Diagnostic("an axis is 0 or 1", at: axis.span)
    }
    return Int(number)
  }

  /// 1 where a condition holds: of `a and b` the product of both, of `a or b` whether their sum is not 0.
  private func condition(_ call: Expression.Call, _ arguments: [Reading]) throws(Diagnostic) -> Reading {
    let holds = arguments.map { argument in
      if case .comparison = argument.term { argument.term } else { Term.comparison(.notEqual, argument.term, 0) }
    }
    if arguments.count == 1 {
      return Reading(term: .comparison(.equal, arguments[0].term, 0), shape: arguments[0].shape)
    }
    let shape = try joined(arguments[0].shape, arguments[1].shape, at: call.span)
    let term: Term = call.function == "and" ? .product(holds) : .comparison(.notEqual, .sum(holds), 0)
    return Reading(term: term, shape: shape)
  }

  /// Of two rows or columns the sum of products, else the matrix product.
  private func dot(_ a: Reading, _ b: Reading, _ call: Expression.Call) throws(Diagnostic) -> Reading {
    if a.shape.isNumber || b.shape.isNumber {
      return Reading(term: a.term * b.term, shape: try joined(a.shape, b.shape, at: call.span))
    }
    if a.shape == b.shape, a.shape.rows == nil || a.shape.columns == nil {
      return Reading(term: .reduction(.sum, axis: nil, a.term * b.term), shape: .number)
    }
    guard a.shape.columns == b.shape.rows else {
      throw Diagnostic("dot does not fit: \(a.shape) by \(b.shape)", at: call.span)
    }
    return Reading(
      term: .matrixProduct(a.term, b.term), shape: TermShape(rows: a.shape.rows, columns: b.shape.columns))
  }

  /// tr A = Σ_ij A_ij δ_ij.
  private func trace(_ a: Reading, _ call: Expression.Call) throws(Diagnostic) -> Reading {
    guard let size = a.shape.rows, size == a.shape.columns else {
      throw Diagnostic("trace takes a square matrix, not \(a.shape)", at: call.span)
    }
    return Reading(term: .reduction(.sum, axis: nil, a.term * .identity(size)), shape: .number)
  }

  /// outer(u, v)_ij = u_i v_j, of rows or columns.
  private func outer(_ u: Reading, _ v: Reading) -> Reading {
    func column(_ a: Reading) -> Term { a.shape.rows == nil ? .transpose(a.term) : a.term }
    func row(_ a: Reading) -> Term { a.shape.rows == nil ? a.term : .transpose(a.term) }
    return Reading(
      term: .matrixProduct(column(u), row(v)),
      shape: TermShape(rows: u.shape.rows ?? u.shape.columns, columns: v.shape.columns ?? v.shape.rows))
  }
}
