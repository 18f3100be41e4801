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
    case "sum", "mean", "max", "min", "norm":
      try need(1)
      return try reduction(call, arguments[0])
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
      _ = try joined(arguments[0].shape, arguments[1].shape, at: call.span)
      return Reading(term: .reduction(.sum, axis: nil, arguments[0].term * arguments[1].term), shape: .number)
    case "zeros", "ones", "eye": return try filled(call, arguments)
    case "argmax", "argmin", "diag", "onehot", "sort", "cumsum", "shape":
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
    let value: Term =
      switch call.function {
      case "mean": folded.isEmpty ? term : fold(.sum, term) / Self.product(folded.map(Term.size))
      case "norm": .call("sqrt", fold(.sum, .power(term, 2)))
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

  /// outer(u, v)_ij = u_i v_j, of rows or columns.
  private func outer(_ u: Reading, _ v: Reading) -> Reading {
    func column(_ a: Reading) -> Term { a.shape.rows == nil ? .transpose(a.term) : a.term }
    func row(_ a: Reading) -> Term { a.shape.rows == nil ? a.term : .transpose(a.term) }
    return Reading(
      term: .matrixProduct(column(u), row(v)),
      shape: TermShape(rows: u.shape.rows ?? u.shape.columns, columns: v.shape.columns ?? v.shape.rows))
  }
}
