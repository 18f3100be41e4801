import CommandKit
import Engine
import Language
import SessionCore
import Views

/// Samples beside an autoencoder's output for them.
struct Reconstructions {
  /// The samples' numbers in their set.
  var rows: [Int]
  let set: SampleSet
  let network: Network<Double>

  /// Refuses a network that is not an autoencoder, and samples that do not fit it.
  init(
    _ network: Network<Double>, of set: SampleSet, rows: [Int]? = nil, _ arguments: Arguments
  ) throws(Diagnostic) {
    guard set.samples.targetsAreInputs else {
      throw arguments.failure(
        "the targets are not the inputs: nothing is reconstructed",
        hint: "targets inputs, then network \(set.samples.features) … 2 … \(set.samples.features)")
    }
    try arguments.requireFit(set.samples, network)
    self.rows = rows ?? set.numbers
    self.set = set
    self.network = network
  }

  /// The mean squared error of each sample.
  var errors: [Double] {
    // A part at a time: the outputs of all samples together may be large.
    stride(from: 0, to: rows.count, by: 1024).flatMap { start in
      let part = Array(rows[start..<min(start + 1024, rows.count)])
      let a = predict(network, on: set.samples, rows: part)
      let x: Matrix<Double> = set.samples.inputMatrix(at: part)
      let squares = (a - x).map { $0 * $0 }.rowSums.elements
      return squares.map { $0 / Double(a.columns) }
    }
  }

  /// The samples with the largest error, the worst first.
  func worst(_ count: Int) -> Reconstructions {
    let errors = errors
    let order = errors.indices.sorted { errors[$0] != errors[$1] ? errors[$0] > errors[$1] : $0 < $1 }
    var copy = self
    copy.rows = order.prefix(count).map { rows[$0] }
    return copy
  }

  /// Pairs of pictures if the samples are images, else a table.
  func view(_ session: Session, title: String) -> View {
    let x: Matrix<Double> = set.samples.inputMatrix(at: rows)
    let a = predict(network, on: set.samples, rows: rows)
    guard let size = session.imageSize(of: x.columns) else { return .table(table(x, a, session, title: title)) }
    let format = NumberFormat(digits: 3)
    let images = zip(rows.indices, errors).flatMap { index, error in
      [
        ImageGrid.Image(pixels: Array(x.row(index)), caption: caption(rows[index], session)),
        ImageGrid.Image(pixels: Array(a.row(index)), caption: "error \(format.text(error))"),
      ]
    }
    var grid = ImageGrid(
      title: title, width: size.width, height: size.height, images: images, palette: .sequential,
      range: x.elements.range,
      columns: rows.count % 4 == 0 ? 8 : rows.count % 3 == 0 ? 6 : 4)
    grid.isPaired = true
    return .imageGrid(grid)
  }

  /// `3: Dress`; the number alone if the sample has no label.
  private func caption(_ row: Int, _ session: Session) -> String {
    set.samples.label(row).map { "\(row): \(session.className($0))" } ?? "\(row)"
  }

  private func table(_ x: Matrix<Double>, _ a: Matrix<Double>, _ session: Session, title: String) -> Table {
    let shown = 0..<(x.columns <= 6 ? x.columns : 0)
    return Table(
      title: title, columns: ["sample", "error"] + shown.map { "x\($0)" } + shown.map { "a\($0)" },
      rows: zip(rows.indices, errors).map { index, error in
        let numbers = shown.map { x[index, $0] } + shown.map { a[index, $0] }
        return [.text(caption(rows[index], session)), .number(error)] + numbers.map { Table.Cell.number($0) }
      }, note: "error: mean of (a − x)² over the numbers of a sample")
  }
}
