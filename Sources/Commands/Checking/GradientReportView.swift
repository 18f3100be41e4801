import Engine
import SessionCore
import Views

/// A gradient check as a table.
enum GradientReportView {
  /// - Parameters:
  ///   - drawn: tensors whose numbers are those of a drawn pass.
  ///   - notes: what else is to be said of the user's formulas.
  static func table(
    of report: GradientReport, faults: [ChainFault], session: Session, planted: Quantity?, drawn: Set<Quantity> = [],
    notes further: [String] = []
  ) -> Table {
    var notes = [
      "\(report.method.name): error \(NumberFormat(digits: 3).text(report.error)) over \(Description.count(report.checked, "entry", "entries"))"
    ]
    let hasL1 = session.network.map { network in (1...network.depth).contains { network.penalty($0).l1 != 0 } } == true
    if report.kinks > 0 {
      let kink = hasL1 ? "a kink of ReLU or of |W|" : "a kink of ReLU"
      notes.append("\(Description.count(report.kinks, "entry", "entries")) at \(kink), taken with another step")
    }
    if report.undecided > 0 {
      notes.append("\(Description.count(report.undecided, "entry", "entries")) cannot be decided")
    }
    notes += report.tensors.compactMap { explanation($0, session, isDrawn: drawn.contains($0.quantity)) }
    notes += faults.map { fault in
      let own = session.definitions[fault.quantity].map { ", your formula \($0.text)" } ?? ""
      return
        "first wrong at \(fault.quantity.name)\(own): what it is made of is right; it brings in \(fault.factor)"
    }
    notes += further
    if let planted {
      let isCaught = report[planted]?.verdict == .disagrees
      notes.append("planted: a bug in \(planted.name); the check \(isCaught ? "finds it" : "does not find it")")
    }
    return Table(
      columns: ["tensor", "entries", "max abs", "max rel", "error", "worst", "verdict"],
      rows: report.tensors.map { row($0) }, note: notes.joined(separator: "\n"))
  }

  private static func row(_ tensor: TensorReport) -> [Table.Cell] {
    [
      .text(tensor.quantity.name, .name), .integer(tensor.checked), .number(tensor.maxAbsolute, digits: 3),
      .number(tensor.maxRelative, digits: 3), .number(tensor.error, digits: 3),
      .text(tensor.worst.map { "[\($0.row), \($0.column)]" } ?? ""), verdict(tensor.verdict),
    ]
  }

  private static func verdict(_ verdict: GradientVerdict) -> Table.Cell {
    switch verdict {
    case .agrees: .text("agrees", .good)
    case .disagrees: .text("disagrees", .bad)
    case .cannotSay: .text("cannot say", .warning)
    }
  }

  /// What the row of a tensor does not say.
  private static func explanation(_ tensor: TensorReport, _ session: Session, isDrawn: Bool) -> String? {
    let name = tensor.quantity.name
    switch tensor.verdict {
    case .agrees:
      return tensor.comparedWithItself ? "\(name): every difference is exactly 0: was it compared with itself?" : nil
    case .cannotSay(let reason):
      if case .biasGradient(let l) = tensor.quantity, session.network?[layer: l].normalization != nil {
        return "\(name): 0 but for rounding: batch normalisation takes the mean away, and b[\(l)] with it"
      }
      return "\(name): cannot say, \(text(reason))"
    case .disagrees:
      var parts = [String]()
      if let worst = tensor.worst {
        let format = NumberFormat(digits: session.digits)
        let entry = "\(name)[\(worst.row), \(worst.column)] is \(format.text(worst.analytic))"
        let right = format.text(worst.numeric)
        parts.append(isDrawn ? "on a drawn pass \(entry), not \(right)" : "\(entry), numeric \(right)")
      }
      if let factor = tensor.factor {
        parts.append("every entry is \(NumberFormat(digits: 4).text(factor)) times the right one")
      }
      if let own = session.definitions[tensor.quantity] { parts.append("your formula: \(own.text)") }
      return parts.joined(separator: "; ")
    }
  }

  private static func text(_ reason: GradientVerdict.Reason) -> String {
    switch reason {
    case .atKink: "its units are at a kink, where left and right derivative differ"
    case .belowRoundOff: "all derivatives are below the round-off of the loss"
    case .bothZero: "0 = 0 proves nothing"
    case .wrongOnlyHere: "your formulas are right on drawn passes: here they lose their digits"
    case .notFinite: "the loss is infinite or not a number"
    case .stepUnsuited: "no step suits: a complex step meets the values (method complex)"
    }
  }
}
