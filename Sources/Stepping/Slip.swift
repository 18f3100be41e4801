import Calculus

/// A typical mistake in a derivative: what was done, and at which part of the formula.
public struct Slip: Sendable, Hashable {
  public var kind: Kind
  /// The part of the formula: sin(x²) for an inner derivative that is missing.
  var place: Term
  /// What the sentence also names.
  var other: Term?
  /// By what is differentiated.
  var variable: Term?

  init(_ kind: Kind, _ place: Term, _ other: Term? = nil, by variable: Term? = nil) {
    (self.kind, self.place, self.other, self.variable) = (kind, place, other, variable)
  }

  public enum Kind: String, CaseIterable, Sendable {
    case notDifferentiated, integrated, constantKept, constantToOne, constantFactorMissing, constantFactorAdded
    case constantFactorZero, wrongVariable, wrongGradient
    case variableKept, variableToZero
    case signDropped, summandMissing, summandSign
    case productOfDerivatives, productSummandMissing, productMinus, productSumOfDerivatives
    case quotientSwapped, quotientUnsquared, quotientPlus, quotientOfDerivatives, quotientNumeratorOnly
    case quotientTopOnly, quotientBottomOnly, quotientBrackets, reciprocalSign, reciprocalWithoutInner, reciprocalLog
    case powerExponentMissing, powerNotLowered, powerLoweredTwice, powerRaised, powerFrontLowered
    case exponentialForPower, exponentialLogMissing, exponentialWrongLog, powerForExponential
    case innerMissing, innerAlone, outerAtInnerDerivative, outerAtVariable, outerAtValue, innerAdded
    case wrongDerivative, wrongSign, wrongFunction
    case pathMissing, pieceEverywhere, deltaMissing, sumMissing
    // In a line that is worked out.
    case factorMissing, factorDoubled, divisionMissing, termMissing, termSign, termExtra, squareMissing
    case derivativeOfActivationMissing, deltaForgotten, onePath, sign, constantMultiple
    // At a place of the line that was typed.
    case swappedIndices, wrongIndex, wrongLayer, wrongQuantity, transposed, notTransposed, wrongOrder, wrongProduct
    case wrongOperator, primeMissing, primeExtra, wrongCall, wrongNumber, wrongAxis, missingSum, extraSum
    case meanForSum, sumForMean
  }
}

extension Slip.Kind {
  /// How unlikely a slip is, compared with others that give the same value: 0 for the typical ones.
  var rank: Int {
    switch self {
    case .innerMissing, .productOfDerivatives, .productSummandMissing, .quotientSwapped, .quotientUnsquared,
      .quotientPlus, .quotientTopOnly, .reciprocalSign, .reciprocalWithoutInner, .powerNotLowered, .productMinus,
      .powerExponentMissing, .outerAtValue:
      0
    case .quotientOfDerivatives, .quotientNumeratorOnly, .quotientBottomOnly,
      .quotientBrackets, .reciprocalLog, .powerLoweredTwice, .exponentialForPower, .exponentialLogMissing,
      .exponentialWrongLog, .wrongVariable, .wrongGradient,
      .powerForExponential, .innerAlone, .outerAtVariable, .outerAtInnerDerivative, .constantFactorMissing,
      .constantKept, .summandMissing, .summandSign, .wrongSign, .signDropped, .pathMissing, .deltaMissing, .sumMissing:
      1
    case .wrongDerivative, .wrongFunction, .constantToOne, .notDifferentiated, .productSumOfDerivatives, .innerAdded,
      .powerRaised, .integrated, .constantFactorAdded, .pieceEverywhere:
      2
    case .factorMissing, .factorDoubled, .divisionMissing, .termMissing, .termSign, .termExtra, .squareMissing,
      .derivativeOfActivationMissing, .deltaForgotten, .onePath, .sign, .constantMultiple:
      3
    case .swappedIndices, .wrongIndex, .wrongLayer, .wrongQuantity, .transposed, .notTransposed, .wrongOrder,
      .wrongProduct, .wrongOperator, .primeMissing, .primeExtra, .wrongCall, .wrongNumber, .wrongAxis, .missingSum,
      .extraSum, .meanForSum, .sumForMean:
      3
    case .powerFrontLowered, .constantFactorZero: 4
    case .variableKept, .variableToZero: 5
    }
  }
}

extension Slip {
  /// How unlikely it is at its place.
  var rank: Int {
    guard kind == .wrongSign else { return kind.rank }
    // cos′ = −sin is where a sign is lost; the power rule has none.
    switch place {
    case .apply(let head, _) where head.name == "cos" || head.name == "acos": return -1
    case .power: return 2
    default: return kind.rank
    }
  }
}

extension Slip.Kind {
  /// Whether a change at one place says more about a line of a network than the rule that was applied wrongly.
  var isTelling: Bool {
    switch self {
    case .swappedIndices, .wrongIndex, .wrongLayer, .wrongQuantity, .transposed, .notTransposed, .wrongOrder,
      .wrongProduct, .primeMissing, .wrongAxis, .meanForSum, .sumForMean, .extraSum:
      true
    case .notDifferentiated, .integrated, .constantKept, .constantToOne, .constantFactorMissing, .constantFactorAdded,
      .constantFactorZero, .wrongVariable, .wrongGradient, .variableKept, .variableToZero, .signDropped,
      .summandMissing, .summandSign,
      .productOfDerivatives, .productSummandMissing, .productMinus, .productSumOfDerivatives, .quotientSwapped,
      .quotientUnsquared, .quotientPlus, .quotientOfDerivatives, .quotientNumeratorOnly, .quotientTopOnly,
      .quotientBottomOnly, .quotientBrackets, .reciprocalSign, .reciprocalWithoutInner, .reciprocalLog,
      .powerExponentMissing, .powerNotLowered, .powerLoweredTwice, .powerRaised, .powerFrontLowered,
      .exponentialForPower, .exponentialLogMissing, .exponentialWrongLog, .powerForExponential, .innerMissing,
      .innerAlone, .outerAtInnerDerivative, .outerAtVariable, .outerAtValue, .innerAdded, .wrongDerivative, .wrongSign,
      .wrongFunction, .pathMissing, .pieceEverywhere, .deltaMissing, .sumMissing, .factorMissing, .factorDoubled,
      .divisionMissing, .termMissing, .termSign, .termExtra, .squareMissing, .derivativeOfActivationMissing,
      .deltaForgotten, .onePath, .sign, .constantMultiple, .wrongOperator, .primeExtra, .wrongCall, .wrongNumber,
      .missingSum:
      false
    }
  }
}
