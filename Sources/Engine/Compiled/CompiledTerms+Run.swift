import Calculus
import ComplexModule
import RealModule

extension CompiledTerms {
  /// Computes the terms for vectors of `count` entries.
  ///
  /// A result may be written over an input.
  /// - Parameters:
  ///   - x: the first input; `y` and `w` the second and third, any address if there is none.
  ///   - scratch: of `scratch(count:)` numbers.
  ///   - first: where the first term goes; `second` the second, if there are two.
  ///   - spreads: whether a result that is one number, as the derivative of z, is written to all entries.
  /// - Shapes: x, y and w have `count` entries; first and second too, or 1.
  // Debug builds see one file at a time and would leave the loops generic.
  @_specialize(where E == Double)
  @_specialize(where E == Float)
  @_specialize(where E == Complex<Double>)
  func run<E: Field>(
    _ x: UnsafePointer<E>, _ y: UnsafePointer<E>, _ w: UnsafePointer<E>, count: Int,
    scratch: UnsafeMutablePointer<E>, first: UnsafeMutablePointer<E>, second: UnsafeMutablePointer<E>? = nil,
    spreads: Bool
  ) {
    let machine = VectorMachine(x: x, y: y, w: w, scratch: scratch, inputs: inputs, count: count)
    for instruction in instructions { machine.perform(instruction) }
    // The second first: the first may be written over the input, which the second may be.
    if let second { machine.store(results[1], to: second, spreads: spreads) }
    machine.store(results[0], to: first, spreads: spreads)
  }
}

/// The registers in memory, and the operations on them.
private struct VectorMachine<E: Field> {
  let x: UnsafePointer<E>
  let y: UnsafePointer<E>
  let w: UnsafePointer<E>
  let scratch: UnsafeMutablePointer<E>
  let inputs: Int
  let count: Int

  typealias Instruction = CompiledTerms.Instruction

  @inline(__always)
  func read(_ register: Int) -> UnsafePointer<E> {
    register < inputs
      ? register == 0 ? x : register == 1 ? y : w : UnsafePointer(scratch + (register - inputs) * count)
  }

  @inline(__always)
  func number(_ operand: CompiledTerms.Operand) -> E {
    switch operand {
    case .constant(let value): E(value)
    case .count: E(Double(count))
    case .scalar(let register), .vector(let register): read(register)[0]
    }
  }

  @inline(__always)
  func store(_ operand: CompiledTerms.Operand, to place: UnsafeMutablePointer<E>, spreads: Bool) {
    if case .vector(let register) = operand {
      let source = read(register)
      if source != UnsafePointer(place) { place.update(from: source, count: count) }
    } else {
      place.update(repeating: number(operand), count: spreads ? count : 1)
    }
  }

  @inline(__always)
  func unary(_ instruction: Instruction, _ f: (E) -> E) {
    let target = scratch + (instruction.target - inputs) * count
    guard case .vector(let register) = instruction.operands.0 else {
      target[0] = f(number(instruction.operands.0))
      return
    }
    let a = read(register)
    for k in 0..<count { target[k] = f(a[k]) }
  }

  @inline(__always)
  func binary(_ instruction: Instruction, _ f: (E, E) -> E) {
    let target = scratch + (instruction.target - inputs) * count
    let (left, right) = (instruction.operands.0, instruction.operands.1)
    switch (left, right) {
    case (.vector(let left), .vector(let right)):
      let (a, b) = (read(left), read(right))
      for k in 0..<count { target[k] = f(a[k], b[k]) }
    case (.vector(let left), _):
      let (a, b) = (read(left), number(right))
      for k in 0..<count { target[k] = f(a[k], b) }
    case (_, .vector(let right)):
      let (a, b) = (number(left), read(right))
      for k in 0..<count { target[k] = f(a, b[k]) }
    default: target[0] = f(number(left), number(right))
    }
  }

  @inline(__always)
  func choose(_ instruction: Instruction) {
    let target = scratch + (instruction.target - inputs) * count
    let (condition, a, b) = instruction.operands
    switch (condition, a, b) {
    case (.vector(let condition), .vector(let a), .vector(let b)):
      let (c, a, b) = (read(condition), read(a), read(b))
      for k in 0..<count { target[k] = c[k].branchValue != 0 ? a[k] : b[k] }
    case (.vector(let condition), .vector(let a), _):
      let (c, a, b) = (read(condition), read(a), number(b))
      for k in 0..<count { target[k] = c[k].branchValue != 0 ? a[k] : b }
    case (.vector(let condition), _, .vector(let b)):
      let (c, a, b) = (read(condition), number(a), read(b))
      for k in 0..<count { target[k] = c[k].branchValue != 0 ? a : b[k] }
    case (.vector(let condition), _, _):
      let (c, a, b) = (read(condition), number(a), number(b))
      for k in 0..<count { target[k] = c[k].branchValue != 0 ? a : b }
    default:
      let chosen = number(condition).branchValue != 0 ? a : b
      if case .vector(let register) = chosen {
        target.update(from: read(register), count: count)
      } else {
        for k in 0..<(isSpread(a, b) ? count : 1) { target[k] = number(chosen) }
      }
    }
  }

  /// Whether a choice by one number is a vector all the same.
  @inline(__always)
  private func isSpread(_ a: CompiledTerms.Operand, _ b: CompiledTerms.Operand) -> Bool {
    if case .vector = a { return true }
    if case .vector = b { return true }
    return false
  }

  @inline(__always)
  func reduce(_ instruction: Instruction, _ f: (E, E) -> E) {
    guard case .vector(let register) = instruction.operands.0 else { return }
    let a = read(register)
    var result = a[0]
    for k in 1..<max(count, 1) { result = f(result, a[k]) }
    scratch[(instruction.target - inputs) * count] = result
  }

  @inline(__always)
  func compare(_ instruction: Instruction, _ f: (Double, Double) -> Bool) {
    binary(instruction) { f($0.branchValue, $1.branchValue) ? 1 : .zero }
  }

  @inline(__always)
  func perform(_ i: Instruction) {
    switch i.operation {
    case .add: binary(i) { $0 + $1 }
    case .subtract: binary(i) { $0 - $1 }
    case .multiply: binary(i) { $0 * $1 }
    case .divide: binary(i) { $0 / $1 }
    case .negate: unary(i) { -$0 }
    case .power(3): unary(i) { $0 * $0 * $0 }
    case .power(4): unary(i) { ($0 * $0) * ($0 * $0) }
    case .power(let n): unary(i) { .pow($0, n) }
    case .generalPower: binary(i) { .pow($0, $1) }
    case .compare(.equal): compare(i) { $0 == $1 }
    case .compare(.notEqual): compare(i) { $0 != $1 }
    case .compare(.less): compare(i) { $0 < $1 }
    case .compare(.lessOrEqual): compare(i) { $0 <= $1 }
    case .compare(.greater): compare(i) { $0 > $1 }
    case .compare(.greaterOrEqual): compare(i) { $0 >= $1 }
    case .choose: choose(i)
    case .reduce(.sum): reduce(i) { $0 + $1 }
    case .reduce(.max): reduce(i) { Self.larger($0, $1) }
    case .reduce(.min): reduce(i) { -Self.larger(-$0, -$1) }
    case .elementary(let function): perform(function, i)
    }
  }

  @inline(__always)
  private func perform(_ function: Elementary, _ i: Instruction) {
    switch function {
    case .exp: unary(i) { .exp($0) }
    case .log: unary(i) { .log($0) }
    case .log1p: unary(i) { .log(onePlus: $0) }
    case .expm1: unary(i) { .expMinusOne($0) }
    case .sqrt: unary(i) { .sqrt($0) }
    case .abs: unary(i) { $0.branchValue < 0 ? -$0 : $0.branchValue == 0 ? .zero : $0 }
    case .sign: unary(i) { $0.branchValue > 0 ? 1 : $0.branchValue < 0 ? -1 : $0 }
    case .sin: unary(i) { .sin($0) }
    case .cos: unary(i) { .cos($0) }
    case .tan: unary(i) { .tan($0) }
    case .sinh: unary(i) { .sinh($0) }
    case .cosh: unary(i) { .cosh($0) }
    case .tanh: unary(i) { E.hyperbolicTangent($0) }
    case .asin: unary(i) { .asin($0) }
    case .acos: unary(i) { .acos($0) }
    case .atan: unary(i) { .atan($0) }
    case .erf: unary(i) { .errorFunction($0) }
    case .erfc: unary(i) { .complementaryErrorFunction($0) }
    case .maximum: binary(i) { Self.larger($0, $1) }
    case .minimum: binary(i) { -Self.larger(-$0, -$1) }
    case .log2: unary(i) { .binaryLogarithm($0) }
    case .log10: unary(i) { .decimalLogarithm($0) }
    case .round: unary(i) { E($0.branchValue.rounded(.toNearestOrEven)) }
    case .floor: unary(i) { E($0.branchValue.rounded(.down)) }
    case .ceil: unary(i) { E($0.branchValue.rounded(.up)) }
    }
  }

  /// The larger of two numbers, or the one that is NaN.
  @inline(__always)
  private static func larger(_ a: E, _ b: E) -> E { a.branchValue >= b.branchValue || a.branchValue.isNaN ? a : b }
}
