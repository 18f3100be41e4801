import Files

/// Reads the JSON of a safetensors header: exactly its grammar, so that nothing nests.
struct SafetensorsParser {
  private var scanner: JSONScanner

  init(bytes: ArraySlice<UInt8>, file: String) { scanner = JSONScanner(bytes: bytes, file: file) }

  mutating func header() throws(FileError) -> ([SafetensorsHeader.Entry], [String: String]) {
    var entries: [SafetensorsHeader.Entry] = []
    var metadata: [String: String] = [:]
    var names: Set<String> = []
    try scanner.expect("{")
    if !scanner.take("}") {
      repeat {
        let offset = scanner.next
        let name = try scanner.string()
        if let reason = FileError.refusal(ofName: name) { throw scanner.error(reason, at: offset) }
        guard names.insert(name).inserted else { throw scanner.error("the name \(name) is there twice", at: offset) }
        try scanner.expect(":")
        if name == "__metadata__" {
          metadata = try strings()
        } else {
          entries.append(try entry(name, offset))
        }
      } while scanner.take(",")
      try scanner.expect("}")
    }
    try scanner.expectEnd()
    return (entries, metadata)
  }

  /// An object whose values are strings.
  private mutating func strings() throws(FileError) -> [String: String] {
    var result: [String: String] = [:]
    try scanner.expect("{")
    if scanner.take("}") { return result }
    repeat {
      let offset = scanner.next
      let key = try scanner.string()
      try scanner.expect(":")
      guard result.updateValue(try scanner.string(), forKey: key) == nil else {
        throw scanner.error("the key \(key) is there twice", at: offset)
      }
    } while scanner.take(",")
    try scanner.expect("}")
    return result
  }

  /// `{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}`, its keys in any order.
  private mutating func entry(_ name: String, _ offset: Int) throws(FileError) -> SafetensorsHeader.Entry {
    var (type, shape, place): (TensorType?, [Int]?, [Int]?)
    try scanner.expect("{")
    repeat {
      let start = scanner.next
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "dtype" where type == nil: type = try self.type(of: name)
      case "shape" where shape == nil: shape = try scanner.wholeNumbers()
      case "data_offsets" where place == nil: place = try scanner.wholeNumbers()
      default: throw scanner.error("tensor \(name): the key \(key) is unknown or there twice", at: start)
      }
    } while scanner.take(",")
    try scanner.expect("}")
    guard let type, let shape, let place else {
      throw scanner.error("tensor \(name): dtype, shape or data_offsets is not there", at: offset)
    }
    guard place.count == 2, place[0] <= place[1] else {
      throw scanner.error("tensor \(name): data_offsets \(place) are no range", at: offset)
    }
    try check(name, type, shape, bytes: place[1] - place[0], at: offset)
    return SafetensorsHeader.Entry(name: name, type: type, shape: shape, range: place[0]..<place[1], offset: offset)
  }

  private mutating func type(of name: String) throws(FileError) -> TensorType {
    let offset = scanner.next
    let word = try scanner.string()
    guard let type = TensorType(rawValue: word) else {
      throw scanner.error("tensor \(name): the type \(word) is unknown", at: offset)
    }
    return type
  }

  /// Shape, type and place must agree; a product that overflows agrees with nothing.
  private func check(
    _ name: String, _ type: TensorType, _ shape: [Int], bytes: Int, at offset: Int
  ) throws(FileError) {
    var needed = type.size
    for extent in shape {
      let product = needed.multipliedReportingOverflow(by: extent)
      guard !product.overflow else {
        throw scanner.error(
          "tensor \(name): \(type.rawValue) \(shape) has more elements than can be counted", at: offset)
      }
      needed = product.partialValue
    }
    guard needed == bytes else {
      throw scanner.error(
        "tensor \(name): \(type.rawValue) \(shape) needs \(needed) bytes, its data_offsets hold \(bytes)", at: offset)
    }
  }
}
