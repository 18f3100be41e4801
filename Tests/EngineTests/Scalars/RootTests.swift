import Engine
import Testing

/// The square root without errno is the standard library's.
@Suite struct RootTests {
  private func check<E: Scalar>(_ type: E.Type, bits: (UInt32) -> E) {
    var generator = NumPyGenerator(seed: 3)
    for _ in 0..<10_000 {
      let x = bits(UInt32(generator.integer(below: 1 << 32)))
      #expect(E.root(x) == x.squareRoot() || E.root(x).isNaN && x.squareRoot().isNaN, "\(x)")
    }
    for x in [0, 1, 2, 4, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude] as [E] {
      #expect(E.root(x) == x.squareRoot())
    }
    #expect(E.root(-1).isNaN)
  }

  @Test func theRootIsExactForEveryKindOfNumber() {
    check(Float.self) { Float(bitPattern: $0) }
    check(Double.self) { Double(bitPattern: UInt64($0) << 32 | UInt64($0)) }
  }
}
