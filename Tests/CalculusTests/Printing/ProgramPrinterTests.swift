import Testing

@testable import Calculus

@Suite struct ProgramPrinterTests {
  private static let values = ["x": 0.7, "y": -1.3, "z": 2.9]

  /// The terms with a value, which is not so sensitive that another exp changes its leading digits.
  private static func cases(_ count: Int, seed: UInt64) -> [(term: Term, value: Double)] {
    var generator = SeededGenerator(state: seed)
    return (0..<count).compactMap { round in
      let term = Term.random(depth: 1 + round % 4, using: &generator)
      let value = term.scalar(values)
      return value.isFinite && value.magnitude < 1e100 && isSteady(term, value) ? (term, value) : nil
    }
  }

  private static func isSteady(_ term: Term, _ value: Double) -> Bool {
    let near = term.scalar(values.mapValues { $0 * (1 + 1e-13) })
    return (near - value).magnitude <= 1e-10 * max(value.magnitude, 1e-300)
  }

  @Test(
    "NumPy computes the value of random terms",
    .enabled(if: PythonInterpreter.hasNumPy, "python3 with NumPy is not installed; CHAINRULE_PYTHON may name one"))
  func numpy() throws {
    let program = """
      import numpy as np
      np.seterr(all="ignore")
      x, y, z = (np.array([[v]]) for v in (0.7, -1.3, 2.9))
      """
    try check(program) { $0.numpy?.text }
  }

  @Test(
    "PyTorch computes the value of random terms",
    .enabled(if: PythonInterpreter.hasPyTorch, "python3 with torch is not installed; CHAINRULE_PYTHON may name one"))
  func pytorch() throws {
    let program = """
      import numpy as np, torch
      torch.set_default_dtype(torch.float64)
      x, y, z = (torch.tensor([[v]]) for v in (0.7, -1.3, 2.9))
      """
    try check(program) { $0.pytorch?.text }
  }

  /// A number without a name can be infinite in Python's integers only by an error: such terms are passed over.
  private func check(_ program: String, text: (Term) -> String?) throws {
    let cases = Self.cases(4_000, seed: 3)
    #expect(cases.count > 2_000)
    let lines = try cases.map { "    (lambda: \(try #require(text($0.term))), \($0.value))," }
    let (output, status) = try PythonInterpreter.run(
      """
      \(program)
      cases = [
      \(lines.joined(separator: "\n"))
      ]
      lines = [line for line in open(__file__) if line.startswith("    (lambda")]
      wrong = undefined = 0
      for number, (formula, value) in enumerate(cases):
          try:
              result = formula()
          except (ZeroDivisionError, OverflowError, ValueError, TypeError):
              undefined += 1
              continue
          if isinstance(result, complex):
              undefined += 1
          elif not np.allclose(np.asarray(result), value, rtol=1e-9, atol=1e-300):
              wrong += 1
              print(number, lines[number].strip(), result)
      print(wrong, undefined)
      assert wrong == 0 and undefined < len(cases) / 20
      """)
    #expect(status == 0, "\(output)")
  }

  @Test("functions that the library lacks, and those of the program, are named")
  func calls() {
    let term = Term.call("erf", .x) + .apply(Term.Head("f", orders: [0, 1]), [.x, .call("tanh", .y)])
    #expect(term.numpy?.text == "erf(x) + f_d1(x, np.tanh(y))")
    #expect(term.numpy?.calls == [Term.Head("erf"), Term.Head("f", orders: [0, 1])])
    #expect(term.pytorch?.text == "torch.erf(x) + f_d1(x, torch.tanh(y))")
    #expect(term.pytorch?.calls == [Term.Head("f", orders: [0, 1])])
  }

  @Test("a program chooses the names")
  func names() {
    var names = ProgramNames()
    names.symbol = { $0.name + ($0.layer.map(String.init) ?? "") }
    names.size = { $0.symbol ?? "n" }
    let term = Term.symbol(Textbook.a) / .size(Textbook.batch)
    #expect(term.numpy(names)?.text == "a1 / B")
    #expect(Term.symbol(Symbol("lambda")).numpy?.text == "lambda_")
  }

  @Test("index form has no program")
  func indexForm() {
    #expect(Term.over(Textbook.k, .sum, .entry(Textbook.b, row: nil, column: Textbook.k)).numpy == nil)
  }
}
