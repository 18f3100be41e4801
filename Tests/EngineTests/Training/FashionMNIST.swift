import Engine
import Foundation
import Testing

/// The images of Debian's package dataset-fashion-mnist, unpacked by gzip.
enum FashionMNIST {
  private static let folder = "/usr/share/datasets/fashion-mnist"
  static let isInstalled = FileManager.default.fileExists(atPath: folder + "/train-images-idx3-ubyte.gz")

  /// The first images, scaled as in the post: 2 (p/255 − ½).
  static func training(count: Int) throws -> Samples {
    let images = try unpack("train-images-idx3-ubyte.gz").dropFirst(16).prefix(count * 784)
    let labels = try unpack("train-labels-idx1-ubyte.gz").dropFirst(8).prefix(count)
    return Samples(
      count: count, features: 784, inputs: .bytes([UInt8](images), scale: 2.0 / 255, offset: -1),
      targets: .labels(labels.map { Int32($0) }, classes: 10))
  }

  private static func unpack(_ file: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "\(folder)/\(file)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try #require(try pipe.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    return data
  }
}
