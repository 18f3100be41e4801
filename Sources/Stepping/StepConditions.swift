import Calculus

extension Term {
  /// What changes its sign where a formula changes its branch: z of relu(z), u − v of u > v and of maximum(u, v).
  func conditions(_ library: FunctionLibrary) -> [Term] {
    var found: [Term] = []
    resolved(library).visit { term in
      switch term {
      case .comparison(_, let a, let b): found.append(a - b)
      case .apply(let head, let arguments):
        switch Elementary(rawValue: head.name) {
        case .abs, .sign: found += arguments
        case .maximum, .minimum: found.append(arguments[0] - arguments[1])
        default: break
        }
      default: break
      }
    }
    return found.uniqued
  }
}
