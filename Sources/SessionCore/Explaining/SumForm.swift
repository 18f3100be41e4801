import Engine

/// An entry as a formula of entries; where it is a sum, with its terms.
struct SumForm {
  struct Term {
    var caption: String
    var template: Template
    /// What it is sorted by; `nil` for the size of the product of its entries.
    var size: Double?
  }

  var whole: Template
  var terms: [Term] = []
  /// Whether all entries stand in `whole`, so that numbers can be put for them.
  var isWrittenOut = true
}
