import CommandKit
import Engine
import Language
import SessionCore
import Views

struct SummaryCommand: Command {
  static let name = "summary"
  static let abstract = "the network layer by layer, with shapes and parameters"
  static let discussion = """
    Layer l has W[l] of shape n_l × n_(l−1) and b[l] of 1 × n_l: n_l (n_(l−1) + 1) parameters.
    """
  static let topic = Topic.network
  static let examples = [
    Example(
      "network 784 128 10", "summary", shows: "shapes and parameter counts",
      gives: .column("parameters", ["", 100_480, 1290]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    context.reads.read(.network)
    return .shown(try table(of: context.session, arguments))
  }

  static func table(of session: Session, _ arguments: Arguments) throws(Diagnostic) -> View {
    guard let network = session.network else {
      throw arguments.failure("there is no network yet", hint: "network 2 3 1 builds one")
    }
    var rows: [[Table.Cell]] = [
      [.integer(0), .text("input"), .integer(network.sizes[0]), .text(""), .text(""), .text("")]
    ]
    for l in 1...network.depth {
      let layer = network[layer: l]
      rows.append([
        .integer(l), .text(l == network.depth ? "output" : "hidden"), .integer(layer.units),
        .text(([layer.activation.name] + Description.parts(of: layer)).joined(separator: ", ")),
        .text("\(layer.weights.shape)", .number),
        .integer(network.parameters.reduce(0) { $0 + ($1.layer == l ? network[$1]?.count ?? 0 : 0) }),
      ])
    }
    return .table(
      Table(
        columns: ["layer", "kind", "units", "activation", "weights", "parameters"], rows: rows,
        note: "\(Description.of(network.objective)); \(Description.count(network.parameterCount, "parameter"))"))
  }
}
