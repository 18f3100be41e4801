import Files

/// What each kind of file is for: the command that reads it, and the one that writes it.
///
/// The ending of a name decides. A command that is given a file of another one leads to it.
enum FileUse {
  /// The line that reads a file; `nil` if any data set could have this name.
  static func reading(_ path: String) -> String? {
    switch ending(of: path) {
    case "md", "ipynb": "open \(path)"
    case "safetensors": "load \(path)"
    case "csv", "tsv", "gz": "data \(path)"
    default: nil
    }
  }

  /// The line that writes a file; `nil` if several could.
  static func writing(_ path: String) -> String? {
    switch ending(of: path) {
    case "md", "safetensors", "npz": "save \(path)"
    case "npy": "save W[1] to \(path)"
    case "html", "ipynb": "export \(path)"
    case "pdf", "htm": "export \(stem(path)).html"
    case "pt", "pth", "pkl", "h5", "keras", "ckpt": "save \(stem(path)).safetensors"
    case "py": "export numpy to \(path)"
    case "onnx": "export onnx to \(path)"
    case "tex": "export derivation dW[1] to \(path)"
    case "png", "svg": "save weights to \(path)"
    case "jpg", "jpeg", "gif": "save weights to \(stem(path)).png"
    default: nil
    }
  }

  /// What comes after the last point; empty without one.
  static func ending(of path: String) -> String {
    let parts = FilePath.name(of: path).split(separator: ".")
    return parts.count > 1 ? parts.last.map { $0.lowercased() } ?? "" : ""
  }

  /// The path without its ending.
  static func stem(_ path: String) -> String {
    let ending = ending(of: path)
    return ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
  }
}
