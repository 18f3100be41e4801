import Foundation

/// The shared test data: `$CHAINRULE_SHARED`, else a folder `shared` beside the package or above it.
enum SharedData {
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment["CHAINRULE_SHARED"]
    var candidates = [environment].compactMap { $0 }
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/" {
      url.deleteLastPathComponent()
      candidates.append(url.appendingPathComponent("shared").path)
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/data/mnist") }
  }()

  static let fashionFolder = "/usr/share/datasets/fashion-mnist"
  static let hasFashion = FileManager.default.fileExists(atPath: fashionFolder)
}
