import CLessons
import Files

extension LessonFolder {
  /// The lessons inside the program, as they were when it was built.
  public static let bundled = LessonFolder(path: folder, files: .memory(bundledFiles))

  private static let folder = "/bundled/Lessons"

  private static var bundledFiles: [String: [UInt8]] {
    let files = (0..<clessons_count()).map { index in
      let bytes = UnsafeBufferPointer(start: clessons_bytes(index), count: clessons_byte_count(index))
      return ("\(folder)/\(String(cString: clessons_name(index))).md", Array(bytes))
    }
    return Dictionary(uniqueKeysWithValues: files)
  }
}
