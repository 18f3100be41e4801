import Views

extension SessionChange {
  /// A row for each thing that changed.
  public func table(title: String) -> Table {
    let format = NumberFormat(digits: new.digits)
    return Table(
      title: title, columns: ["what", "before", "after", "change"],
      rows: items.map { item in
        let change = [item.difference(format), item.note].compactMap { $0 }.joined(separator: ", ")
        return [.text(item.what, .name), item.before ?? .text(""), item.after ?? .text(""), .text(change)]
      })
  }

  /// A line for each of the first things that changed, and how many more there are.
  public func lines(limit: Int = 8) -> StyledText {
    let format = NumberFormat(digits: new.digits)
    let shown = items.count <= limit + 1 ? items.count : limit
    var text = items.prefix(shown).map { item in
      StyledText("\n  ") + StyledText(item.what, .name) + StyledText(": \(item.text(format))")
    }
    if items.count > shown { text.append(StyledText("\n  … \(items.count - shown) more", .faint)) }
    return text.reduce("", +)
  }
}

extension SessionChange.Item {
  /// By how much a number changed: `+0.05`.
  fileprivate func difference(_ format: NumberFormat) -> String? {
    guard case .number(let before, _)? = before, case .number(let after, _)? = after else { return nil }
    let difference = after - before
    if difference.isNaN || difference == 0 { return nil }
    return (difference > 0 ? "+" : "") + format.text(difference)
  }

  /// `0.15 → 0.2`, `new, 2×2`, `not computed any more`.
  fileprivate func text(_ format: NumberFormat) -> String {
    func text(_ cell: Table.Cell?) -> String? {
      switch cell {
      case .text(let text, _)?: text
      case .number(let number, _)?: format.text(number)
      default: nil
      }
    }
    let values = [text(before), text(after)].compactMap { $0 }
    let isHidden = values.count == 2 && values[0] == values[1]
    let remarks = [note, isHidden ? difference(format) : nil].compactMap { $0 }
    if values.count == 2 {
      return values.joined(separator: " → ") + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))")
    }
    let value = values.first.map { after == nil ? "was \($0)" : $0 }
    return (remarks + [value].compactMap { $0 }).joined(separator: ", ")
  }
}
