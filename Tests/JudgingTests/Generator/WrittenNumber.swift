import Engine
import Foundation

/// How a program prints numbers.
enum NumberPrinting: Equatable {
  /// d significant digits, plain or with an exponent.
  case significant(Int)
  /// d decimals.
  case decimals(Int)
  /// The shortest text that reads back as the same number: repr of Python and NumPy.
  case shortest
  /// print(array) of NumPy: 8 decimals.
  case numPyArray
  /// print(tensor) of PyTorch: 4 decimals.
  case tensor
  /// A float32 of PyTorch or NumPy, by itself.
  case single

  /// The entries of a matrix, or one number as one entry.
  func texts(_ numbers: [Double]) -> [String] {
    switch self {
    case .significant(let digits): numbers.map { Self.significant($0, digits) }
    case .decimals(let digits): numbers.map { String(format: "%.\(digits)f", $0) }
    case .shortest: numbers.map { "\($0)" }
    case .numPyArray: Self.trimmed(Self.array(numbers, 8))
    case .tensor: Self.array(numbers, 4)
    case .single: numbers.map { "\(Float($0))" }
    }
  }

  private static func significant(_ number: Double, _ digits: Int) -> String {
    let scientific = String(format: "%.\(digits - 1)e", number)
    let exponent = Int(scientific.split(separator: "e").last ?? "0") ?? 0
    guard (-5..<digits).contains(exponent) else { return scientific }
    return String(format: "%.\(digits - 1 - exponent)f", number)
  }

  /// With exponents if the sizes are far apart or small, as NumPy and PyTorch choose.
  private static func array(_ numbers: [Double], _ digits: Int) -> [String] {
    let sizes = numbers.map(abs).filter { $0 > 0 }
    let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
    let isScientific = most >= 1e8 || least < 1e-4 || most / least > 1000
    return numbers.map { String(format: isScientific ? "%.\(digits)e" : "%.\(digits)f", $0) }
  }

  /// Without the zeros at the end that no entry needs, as NumPy prints; without an exponent each entry by itself.
  private static func trimmed(_ texts: [String]) -> [String] {
    func withoutZeros(_ mantissa: Substring) -> String {
      var text = String(mantissa)
      while text.hasSuffix("0") { text.removeLast() }
      return text
    }
    guard texts.contains(where: { $0.contains("e") }) else { return texts.map { withoutZeros($0[...]) } }
    let parts = texts.map { $0.split(separator: "e") }
    let length = parts.map { withoutZeros($0[0].drop { $0 == "-" }).count }.max() ?? 0
    return parts.map { part in part[0].prefix(length + (part[0].hasPrefix("-") ? 1 : 0)) + "e" + part[1] }
  }
}

/// A number as it is written.
struct WrittenNumber {
  let text: String

  var value: Double { Double(text) ?? .nan }

  /// What one more in the last written digit is worth.
  var unit: Double {
    let parts = text.lowercased().split(separator: "e")
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    return pow(10, Double(exponent - decimals))
  }

  /// The digits from the first that is not 0.
  var digits: Int { text.lowercased().split(separator: "e")[0].filter(\.isNumber).drop { $0 == "0" }.count }

  /// Whether it is a number rounded to the digits that are written, ties either way.
  func isRounding(of exact: Double) -> Bool { abs(value - exact) <= unit * 0.5000001 + abs(exact) * 1e-15 }

  /// The last digit changed by a few units.
  func changed(by units: Int) -> WrittenNumber {
    let parts = text.lowercased().split(separator: "e").map(String.init)
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let mantissa = (Double(parts[0]) ?? 0) + Double(units) * pow(10, Double(-decimals))
    return WrittenNumber(text: String(format: "%.\(decimals)f", mantissa) + (parts.count == 2 ? "e" + parts[1] : ""))
  }
}
