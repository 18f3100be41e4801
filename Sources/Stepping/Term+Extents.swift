import Calculus

/// Formulas of a large network hold for a small one, where they are quick to try.
extension Term {
  func mappingExtents(_ map: (Extent) -> Extent) -> Term {
    func index(_ index: Index) -> Index {
      if case .letter(let name, let extent) = index { .letter(name, map(extent)) } else { index }
    }
    switch self {
    case .size(let extent): return .size(map(extent))
    case .symbol(let symbol): return .symbol(symbol.mappingExtents(map))
    case .entry(let symbol, let row, let column):
      return .entry(symbol.mappingExtents(map), row: row.map(index), column: column.map(index))
    case .kronecker(let a, let b): return .kronecker(index(a), index(b))
    case .over(let letter, let folding, let body): return .over(index(letter), folding, body.mappingExtents(map))
    case .filled(let value, let rows, let columns):
      return .filled(value, rows: rows.map(map), columns: columns.map(map))
    case .identity(let extent): return .identity(map(extent))
    default: return mapChildren { $0.mappingExtents(map) }
    }
  }
}

extension Symbol {
  func mappingExtents(_ map: (Extent) -> Extent) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: shape.rows.map(map), columns: shape.columns.map(map)))
  }
}

extension Index {
  func mappingExtents(_ map: (Extent) -> Extent) -> Index {
    if case .letter(let name, let extent) = self { .letter(name, map(extent)) } else { self }
  }
}

extension Term {
  /// Whether every index runs over the axis on which it is.
  ///
  /// In a batch of one sample and a layer of one unit an index can be on either axis; in a larger network it cannot.
  var isConsistent: Bool {
    func fits(_ index: Index?, _ extent: Extent?) -> Bool {
      switch index {
      case nil: true
      case .at(let place): place < (extent?.count ?? 1)
      case .letter(_, let own): own == extent
      }
    }
    return !contains { term in
      guard case .entry(let symbol, let row, let column) = term else { return false }
      return !fits(row, symbol.shape.rows) || !fits(column, symbol.shape.columns)
    }
  }
}
