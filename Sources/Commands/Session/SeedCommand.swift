import CommandKit
import Language
import Views

struct SeedCommand: Command {
  static let name = "seed"
  static let abstract = "start the random stream; the same numbers as numpy.random.seed"
  static let discussion = """
    Weights, shuffles, splits and synthetic data are drawn from one stream. It is the Mersenne Twister with NumPy's \
    legacy normal numbers and permutations, so that a NumPy program with the same seed gets the same ones.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("number", .integer(0...4_294_967_295), "the seed", required: false, fallback: "shows it")
  ]
  static let examples = [
    Example("network 2 4 1", "seed 42", "init kaiming", "W[1][0, 0]", shows: "0.496714 for every run", gives: 0.496714)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let number = arguments.integer("number") else {
      return .shown(.text("the random stream started from seed \(context.session.seed)"))
    }
    context.session.restart(seed: UInt32(number))
    return .nothing
  }
}
