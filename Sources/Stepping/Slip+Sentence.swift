import Calculus

extension Slip {
  /// What was forgotten or confused, as a sentence that names the place.
  func sentence(_ library: FunctionLibrary) -> String {
    SlipSentence(slip: self, library: library).text
  }
}

/// Puts a slip into words.
private struct SlipSentence {
  let slip: Slip
  let library: FunctionLibrary

  private func code(_ term: Term?) -> String {
    guard let term else { return "it" }
    let simple = term.simplified
    return simple.code(library: library) ?? simple.mathematics(library: library)
  }

  private var place: String { code(slip.place) }
  private var other: String { code(slip.other) }

  /// The derivative of a part, worked out.
  private func slope(_ term: Term?) -> String {
    guard let term, let variable = slip.variable else { return "its derivative" }
    return code(Differentiation(by: variable, library: library).derivative(of: term).contractingDeltas())
  }

  /// The name of the outer function, or what the power is.
  private var outer: String {
    if case .apply(let head, _) = slip.place { return head.displayName }
    if case .power(_, let n) = slip.place { return "the power \(code(n))" }
    return "the outer function"
  }

  var text: String {
    switch slip.kind {
    case .notDifferentiated: "\(place) was not differentiated: its derivative is \(slope(slip.place))"
    case .integrated: "\(place) was integrated, not differentiated: its derivative is \(slope(slip.place))"
    case .constantKept: "\(place) is a constant: its derivative is 0, not \(place)"
    case .constantToOne: "\(place) is a constant: its derivative is 0, not 1"
    case .constantFactorMissing:
      "the constant factor \(place) of \(other) is missing: it stays in front of the derivative"
    case .constantFactorAdded: "the constant factor \(place) multiplies the derivative of \(other), it is not added"
    case .constantFactorZero:
      "the constant factor \(place) of \(other) stays in front of the derivative: it does not become 0"
    case .wrongVariable: "the line is the derivative by \(other), not by \(place)"
    case .wrongGradient: "the line is the derivative by \(place): chain rule, the rest of the path is missing"
    case .variableKept: "the derivative of \(place) by itself is 1, not \(place)"
    case .variableToZero: "the derivative of \(place) by itself is 1, not 0"
    case .signDropped: "the minus sign of \(place) is missing: a sign stays when it is differentiated"
    case .summandMissing: "sum rule: the derivative of the summand \(place), which is \(slope(slip.place)), is missing"
    case .summandSign: "sum rule: the derivative of the summand \(place) has the wrong sign"
    case .productOfDerivatives, .productSummandMissing, .productMinus, .productSumOfDerivatives: product
    case .quotientSwapped, .quotientUnsquared, .quotientPlus, .quotientOfDerivatives, .quotientNumeratorOnly,
      .quotientTopOnly, .quotientBottomOnly, .quotientBrackets, .reciprocalSign, .reciprocalWithoutInner,
      .reciprocalLog:
      quotient
    case .powerExponentMissing, .powerNotLowered, .powerLoweredTwice, .powerRaised, .powerFrontLowered,
      .exponentialForPower, .exponentialLogMissing, .exponentialWrongLog, .powerForExponential:
      power
    case .innerMissing, .innerAlone, .outerAtInnerDerivative, .outerAtVariable, .outerAtValue, .innerAdded: chain
    case .wrongDerivative, .wrongSign, .wrongFunction: function
    case .pathMissing: "sum over all paths: the path through \(other) in \(place) is missing"
    case .pieceEverywhere: "\(place) has two pieces: the derivative of each is needed, with its condition"
    case .deltaMissing, .deltaForgotten:
      "the Kronecker delta is missing: the derivative of \(place) is 1 only for equal indices, else 0"
    case .sumMissing, .missingSum: "the sum is missing: \(place)"
    case .onePath: "the sum over all paths is missing: only one term of \(place) was taken"
    case .factorMissing: "the factor \(place) is missing"
    case .factorDoubled: "the factor \(place) is one too many"
    case .divisionMissing: "the division by \(place) is missing"
    case .termMissing: "the term \(place) is missing"
    case .termSign: "the sign of the term \(place) is wrong"
    case .termExtra: "the term \(place) does not belong here"
    case .squareMissing: "the exponent of \(place) is missing"
    case .derivativeOfActivationMissing:
      "the factor \(place), the derivative of the activation, is missing: chain rule"
    case .sign: "the sign is wrong: the line is the right one times -1"
    case .constantMultiple: "the line is \(other) times the right one: a constant factor is wrong"
    case .swappedIndices, .wrongIndex, .wrongLayer, .wrongQuantity, .transposed, .notTransposed, .wrongOrder,
      .wrongProduct, .wrongOperator, .primeMissing, .primeExtra, .wrongCall, .wrongNumber, .wrongAxis, .extraSum,
      .meanForSum, .sumForMean:
      "the line that was typed differs at one place"
    }
  }

  private var product: String {
    switch slip.kind {
    case .productOfDerivatives:
      "product rule: the derivative of \(place) is u' v + u v', not the product of the derivatives u' v'"
    case .productSummandMissing:
      "product rule: the summand with the derivative of \(other), which is \(slope(slip.other)), is missing"
    case .productMinus: "product rule: the summands u' v and u v' are added; one sign is wrong"
    default: "product rule: the derivative of \(place) is u' v + u v', not u' + v'"
    }
  }

  private var quotient: String {
    let rule = "quotient rule: (u/v)' = (u' v - u v') / v^2"
    return switch slip.kind {
    case .quotientSwapped: "\(rule): the order in the numerator is swapped, so the sign is wrong"
    case .quotientUnsquared: "\(rule): the denominator is not the square of v"
    case .quotientPlus: "\(rule): the numerator has a minus, not a plus"
    case .quotientOfDerivatives: "\(rule), not the quotient of the derivatives u' / v'"
    case .quotientNumeratorOnly: "\(rule): the denominator v^2 is missing"
    case .quotientTopOnly: "\(rule): the denominator was taken for a constant, the part - u v' is missing"
    case .quotientBottomOnly: "\(rule): the numerator was taken for a constant, the part u' v is missing"
    case .quotientBrackets: "\(rule): all of the numerator is divided by v^2; parentheses are missing"
    case .reciprocalSign: "the derivative of \(place) has a minus sign, which is missing: (1/v)' = -v' / v^2"
    case .reciprocalWithoutInner:
      "the inner derivative of \(other), which is \(slope(slip.other)), is missing: (1/v)' = -v' / v^2"
    default: "the derivative of \(place) is not a logarithm: that is its integral; (1/v)' = -v' / v^2"
    }
  }

  private var power: String {
    switch slip.kind {
    case .powerExponentMissing: "power rule: the exponent \(other) of \(place) is missing in front as a factor"
    case .powerNotLowered: "power rule: the exponent of \(place) must be lowered by 1, to \(code(lowered))"
    case .powerLoweredTwice:
      "power rule: the exponent of \(place) was lowered twice; it is lowered by 1, to \(code(lowered))"
    case .powerRaised: "power rule: the exponent of \(place) was raised; it is lowered by 1, to \(code(lowered))"
    case .powerFrontLowered: "power rule: the factor in front is the old exponent \(other) of \(place)"
    case .exponentialForPower:
      "\(place) is a power of the variable, not an exponential: power rule, n u^(n-1) u', without a logarithm"
    case .exponentialLogMissing: "exponential rule: the factor log(\(other)) of \(place) is missing"
    case .exponentialWrongLog:
      "exponential rule: the logarithm in the derivative of \(place) is log(\(other)), of the base"
    default: "\(place) is an exponential, its exponent varies: c^v log(c) v', not the power rule"
    }
  }

  private var lowered: Term? { slip.other.map { ($0 - 1).simplified } }

  private var chain: String {
    let inner = slip.other.map { "the inner derivative of \(place), which is \(slope($0))," } ?? "the inner derivative"
    return switch slip.kind {
    case .innerMissing: "chain rule: \(inner) is missing"
    case .innerAlone:
      "chain rule: only the inner derivative is there; the derivative of \(outer) at \(other) is missing"
    case .outerAtInnerDerivative:
      "chain rule: the derivative of \(outer) is taken at \(other), not at its derivative; \(inner) is a factor"
    case .outerAtVariable:
      "chain rule: the derivative of \(outer) is taken at the inner function \(other), not at \(code(slip.variable))"
    case .outerAtValue: "chain rule: the derivative of \(outer) is taken at \(other), not at its value \(place)"
    default: "chain rule: \(inner) is a factor, it is not added"
    }
  }

  private var function: String {
    switch slip.kind {
    case .wrongSign: "the sign is wrong: the derivative of \(place) is \(derivativeOfPlace)"
    default: "the derivative of \(place) is \(derivativeOfPlace), not \(other)"
    }
  }

  /// The derivative by the argument: cos(x²) of sin(x²).
  private var derivativeOfPlace: String {
    if case .apply(let head, let arguments) = slip.place, arguments.count == 1 {
      let outer = library.derivative(of: head, by: 0, at: arguments)
      let formula = library[head.name] == nil ? nil : library.formula(of: head.differentiated, for: .showing)
      let written = formula.map { " = " + code($0.at(arguments)) } ?? ""
      return (outer.code(library: library) ?? code(outer)) + written
        + (arguments[0] == slip.variable ? "" : " times the inner derivative")
    }
    return slope(slip.place)
  }
}

extension Term.Head {
  /// f′ of f, for a function of one argument.
  fileprivate var differentiated: Term.Head { Term.Head(name, orders: [order + 1]) }
}
