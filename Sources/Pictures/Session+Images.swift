import Datasets
import Engine
import SessionCore
import Views

extension Session {
  /// The size of the pictures that `count` numbers are: the data set's image size, else a square.
  func imageSize(of count: Int) -> Dataset.ImageSize? {
    if let size = dataset?.image, size.width * size.height == count { return size }
    let side = Int(Double(count).squareRoot().rounded())
    return side * side == count && side > 2 ? Dataset.ImageSize(width: side, height: side) : nil
  }

  /// The name of a class, its number if it has none.
  func className(_ label: Int) -> String {
    guard let names = dataset?.classNames, names.indices.contains(label) else { return "\(label)" }
    return names[label]
  }

  /// Pictures of samples on one scale, `nil` if they are not images.
  func images(of rows: [Int], in samples: Samples, captions: [String], title: String) -> ImageGrid? {
    guard let size = dataset?.image, size.width * size.height == samples.features else { return nil }
    let images = zip(rows, captions).map { row, caption in
      ImageGrid.Image(
        pixels: (samples.inputMatrix(at: [row]) as Matrix<Double>).elements, caption: caption)
    }
    return ImageGrid(
      title: title, width: size.width, height: size.height, images: images, palette: .sequential,
      range: images.flatMap(\.pixels).range)
  }
}

extension [Double] {
  /// From the lowest to the highest of the finite numbers.
  var range: ClosedRange<Double>? {
    let finite = filter(\.isFinite)
    return finite.min().flatMap { low in finite.max().map { low...$0 } }
  }
}

extension Matrix<Double> {
  /// The entries as shades: two hues if both signs occur, else one.
  func heatMap(title: String, note: String? = nil, isNumbered: Bool = true) -> HeatMap {
    HeatMap(
      title: title, rows: rows, columns: columns, data: elements,
      palette: elements.contains { $0 < 0 } ? .diverging : .sequential, note: note, isNumbered: isNumbered)
  }
}
