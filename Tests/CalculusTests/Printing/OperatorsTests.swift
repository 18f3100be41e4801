import Testing

@testable import Calculus

@Suite struct OperatorsTests {
  private let x = OperatorNode.Input.symbol(Symbol("x"))

  @Test("a definition is written out in its stable form; what occurs twice is computed once")
  func definitions() throws {
    let z = Term.symbol(Symbol("z"))
    let sigmoid = FunctionDefinition("sigmoid", [Symbol("z")], .zero, stable: 1 / (1 + .call("exp", -z)))
    let term = Term.x * .call("sigmoid", .x) - .call("sigmoid", .x)
    let graph = try term.operators(library: FunctionLibrary([sigmoid]))
    #expect(graph.nodes.map(\.name) == ["Neg", "Exp", "Add", "Div", "Mul", "Sub"])
    #expect(graph.nodes[0].inputs == [x])
    #expect(graph.nodes[2].inputs == [.number(1), .node(1)])
    #expect(graph.nodes[5].inputs == [.node(4), .node(3)])
    #expect(graph.output == .node(5))
  }

  @Test("comparisons are conditions, and numbers by Where")
  func conditions() throws {
    let positive = Term.comparison(.greater, .x, 0)
    let choice = try Term.choice(positive, .x, positive).operators(library: FunctionLibrary())
    #expect(choice.nodes.map(\.name) == ["Greater", "Where", "Where"])
    #expect(choice.nodes[1].inputs == [.node(0), .number(1), .number(0)])
    #expect(choice.nodes[2].inputs == [.node(0), x, .node(1)])
  }

  @Test("each elementary function has operators", arguments: Elementary.allCases)
  func elementary(function: Elementary) throws {
    let arguments = Array([Term.x, .y].prefix(function.arity))
    let graph = try Term.apply(Term.Head(function.rawValue), arguments).operators(library: FunctionLibrary())
    let known: Set = [
      "Exp", "Log", "Add", "Sub", "Sqrt", "Abs", "Sign", "Sin", "Cos", "Tan", "Sinh", "Cosh", "Tanh", "Asin", "Acos",
      "Atan", "Erf", "Max", "Min", "Round", "Floor", "Ceil", "Div",
    ]
    #expect(known.isSuperset(of: graph.nodes.map(\.name)))
    #expect(graph.output == .node(graph.nodes.count - 1))
  }

  @Test("a reduction names its axis")
  func reductions() throws {
    let z = Term.symbol(Textbook.z)
    let graph = try (z - .reduction(.max, axis: 1, z)).operators(library: FunctionLibrary())
    #expect(graph.nodes.map(\.name) == ["ReduceMax", "Sub"])
    #expect(graph.nodes[0].axes == [1])
  }

  @Test("what has no operator is named")
  func unsupported() {
    let call = Term.apply(Term.Head("f", orders: [1]), [.x])
    #expect(throws: UnsupportedOperator(term: call)) { try (2 * call).operators(library: FunctionLibrary()) }
  }
}
