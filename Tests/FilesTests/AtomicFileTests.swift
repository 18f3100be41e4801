import FileFixtures
import Foundation
import Interruption
import Synchronization
import Testing

@testable import Files

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  @Test func aFileIsWrittenAndReplaced() throws {
    let path = folder.path + "/w.png"
    let long = [UInt8](repeating: 7, count: 300_000)
    try AtomicFile.write(long, to: path)
    #expect(FileManager.default.contents(atPath: path) == Data(long))
    try AtomicFile.write([1, 2], to: path)
    #expect(FileManager.default.contents(atPath: path) == Data([1, 2]))
    #expect(try names() == ["w.png"], "no temporary file is left")
  }

  @Test func permissionsAndLinksStay() throws {
    let (path, link) = (folder.path + "/w.png", folder.path + "/link.png")
    try AtomicFile.write([1], to: path)
    #expect(chmod(path, 0o640) == 0)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "w.png")
    try AtomicFile.write([2], to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "w.png")
    #expect(FileManager.default.contents(atPath: path) == Data([2]))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try names() == ["link.png", "w.png"])
  }

  @Test func aFolderIsNotReplaced() throws {
    let path = folder.path + "/inner"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: FileRefusal("\(path) exists and is not a file")) { try AtomicFile.write([1], to: path) }
    #expect(try names() == ["inner"])
  }

  @Test func aMissingFolderIsNamed() {
    let path = folder.path + "/none/w.png"
    #expect(throws: FileRefusal("cannot write \(path): No such file or directory")) {
      try AtomicFile.write([1], to: path)
    }
  }

  @Test func anExistingTemporaryFileIsLeftAlone() throws {
    let path = folder.path + "/w.png"
    let temporary = "\(path).\(getpid()).new"
    try Data([9]).write(to: URL(fileURLWithPath: temporary))
    #expect(throws: FileRefusal.self) { try AtomicFile.write([1], to: path) }
    #expect(FileManager.default.contents(atPath: temporary) == Data([9]))
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

/// Work that the user stops while a file is written.
@Suite struct StoppedFileTests {
  /// Stops the work at a question.
  private final class Monitor: WorkMonitor {
    private let polls = Mutex(0)
    private let limit: Int

    init(stopsAt limit: Int) { self.limit = limit }

    var isStopped: Bool {
      polls.withLock {
        $0 += 1
        return $0 >= limit
      }
    }

    func report(_ share: Double) {}
  }

  private static let large = [UInt8](repeating: 3, count: 10_000_000)

  @Test(arguments: [1, 2, 4]) func `a stopped write leaves the old file`(question: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/w.npy"
    try AtomicFile.write([1, 2], to: path)
    Work(monitor: Monitor(stopsAt: question)).run {
      _ = #expect(throws: FileRefusal.self) { try AtomicFile.write(Self.large, to: path) }
    }
    #expect(FileManager.default.contents(atPath: path) == Data([1, 2]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w.npy"])
  }

  @Test(arguments: [1, 2, 50]) func `an archive is not made by stopped work`(question: Int) {
    Work(monitor: Monitor(stopsAt: question)).run {
      _ = #expect(throws: FileError.stopped("w.npz")) {
        try NPZ.bytes([("a", Self.large), ("b", [1])], file: "w.npz")
      }
    }
  }
}
