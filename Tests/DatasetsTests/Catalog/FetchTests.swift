import FileFixtures
import Files
import Foundation
import Testing

@testable import Datasets

struct FetchTests {
  let home: TemporaryFolder
  let server: LoopbackServer
  /// Bytes that do not pack well, so that a download comes in several parts.
  static let content: [UInt8] = {
    var state: UInt32 = 1
    return (0..<300_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }()
  static let packed = gzipped(content)
  static let labels: [UInt8] = [1, 2, 3]

  init() throws {
    home = try TemporaryFolder()
    server = try LoopbackServer()
    server.answer("/set/labels.gz", with: .file(gzipped(Self.labels)))
    server.answer("/set/images.gz", with: .file(Self.packed))
  }

  private func fetch(from address: String? = nil, mirrors: [String] = []) throws -> Fetch {
    let files = [("labels.gz", Self.labels), ("images.gz", Self.content)]
    let set = RemoteSet(
      name: "set", files: files.map { RemoteSet.File(name: $0, size: $1.count, md5: MD5.digest($1)) },
      mirrors: mirrors, advice: "")
    return try Fetch(
      set, from: address ?? (mirrors.isEmpty ? server.address + "/set" : nil),
      environment: Catalog.Environment(variables: ["HOME": home.path]))
  }

  private func file(_ name: String) -> [UInt8]? {
    let url = URL(fileURLWithPath: home.path + "/.local/share/chainrule/set/" + name)
    return (try? Data(contentsOf: url)).map(Array.init)
  }

  private func leave(_ bytes: some Collection<UInt8>, as name: String = "images.gz.part") throws {
    try home.write(".local/share/chainrule/set/" + name, Array(bytes))
  }

  /// The folder has the files as they were sent, and nothing else.
  private func expectComplete(at location: SourceLocation = #_sourceLocation) throws {
    #expect(file("images.gz") == Self.packed, sourceLocation: location)
    #expect(file("labels.gz") == gzipped(Self.labels), sourceLocation: location)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path + "/.local/share/chainrule/set")
    #expect(names.sorted() == ["images.gz", "labels.gz"], sourceLocation: location)
  }

  private func expectFailure(of fetch: Fetch, at location: SourceLocation = #_sourceLocation) -> FileError? {
    let error = dataError { try fetch.run { _ in true } }
    #expect(error != nil, sourceLocation: location)
    #expect(file("images.gz") == nil, "nothing half-done", sourceLocation: location)
    return error
  }

  @Test func fetchesAndReports() throws {
    var frames: [Fetch.Progress] = []
    try fetch().run { progress in
      frames.append(progress)
      return true
    }
    try expectComplete()
    #expect(frames.filter(\.isDone).map(\.file) == ["labels.gz", "images.gz"])
    #expect(frames.map(\.fraction) == frames.map(\.fraction).sorted())
    #expect(frames.last?.fraction == 1)
    #expect(frames.contains { $0.total == Self.packed.count && !$0.isDone && $0.received < Self.packed.count })
  }

  @Test func aCompleteFileIsNotFetchedAgain() throws {
    try fetch().run { _ in true }
    let count = server.requests.count
    try fetch().run { _ in true }
    #expect(count == 2)
    #expect(server.requests.count == count)
  }

  @Test func aPartialFileIsResumed() throws {
    try leave(Self.packed[..<100_000])
    try fetch().run { _ in true }
    try expectComplete()
    #expect(server.requests.last == LoopbackServer.Request(path: "/set/images.gz", start: 100_000))
  }

  @Test func aServerWithoutRangesSendsAllOfIt() throws {
    server.answer("/set/images.gz", with: .file(Self.packed, ranges: false))
    try leave(Self.packed[..<100_000])
    try fetch().run { _ in true }
    try expectComplete()
    #expect(server.requests.map(\.start) == [nil, 100_000], "its answer is taken, not asked for again")
  }

  @Test func aPartialFileThatIsCompleteIsTaken() throws {
    try leave(Self.packed)
    try fetch().run { _ in true }
    try expectComplete()
  }

  @Test func aPartialFileOfSomethingElseIsReplaced() throws {
    try leave([UInt8](repeating: 7, count: 100_000))
    try fetch().run { _ in true }
    try expectComplete()
    #expect(server.requests.suffix(2).map(\.start) == [100_000, nil])
  }

  @Test func aStoppedDownloadKeepsItsPart() throws {
    let error = dataError { try fetch().run { $0.file != "images.gz" || $0.received < 50_000 } }
    let kept = try #require(file("images.gz.part"))
    #expect(error?.message == "stopped; the \(kept.count) bytes of images.gz so far are kept")
    #expect(error?.hint == "data fetch set resumes there")
    #expect(kept.count >= 50_000 && kept.count < Self.packed.count)
    #expect(kept == Array(Self.packed[..<kept.count]))
    try fetch().run { _ in true }
    try expectComplete()
    #expect(server.requests.last?.start == kept.count)
  }

  @Test func aBrokenConnectionKeepsItsPart() throws {
    server.answer("/set/images.gz", with: .cut(Self.packed, after: 120_000))
    let error = expectFailure(of: try fetch())
    let missing = Self.packed.count - 120_000
    #expect(error?.message.contains("\(missing) bytes remaining") == true, "\(String(describing: error))")
    #expect(error?.hint?.hasPrefix("the part that arrived is kept, and data fetch set resumes there; ") == true)
    #expect(file("images.gz.part")?.count == 120_000)
    server.answer("/set/images.gz", with: .file(Self.packed))
    try fetch().run { _ in true }
    try expectComplete()
    #expect(server.requests.last?.start == 120_000)
  }

  @Test func aWrongChecksumIsRefused() throws {
    let other = Self.content.reversed() as [UInt8]
    server.answer("/set/images.gz", with: .file(gzipped(other)))
    let error = expectFailure(of: try fetch())
    let reason =
      "the MD5 of the unpacked file is \(MD5.digest(other)), it should be \(MD5.digest(Self.content))"
    #expect(error?.file == "images.gz")
    #expect(error?.message == "cannot be downloaded\n  \(server.address)/set: \(reason)")
    #expect(file("images.gz.part") == nil)
  }

  @Test func aWebPageIsRefused() throws {
    let page = Array("<!DOCTYPE html><html>log in</html>".utf8)
    server.answer("/set/images.gz", with: .file(page))
    let error = expectFailure(of: try fetch())
    #expect(
      error?.message
        == "cannot be downloaded\n  \(server.address)/set: the file looks like a web page (34 bytes), not data")
    #expect(file("images.gz.part") == nil)
  }

  @Test func moreThanTheFileCanHoldIsRefused() throws {
    server.answer("/set/labels.gz", with: .file(Self.packed))
    let error = expectFailure(of: try fetch())
    #expect(error?.message.hasSuffix("the server sends more than the file can hold") == true)
  }

  @Test func moreThanTheFileUnpacksToIsRefused() throws {
    server.answer("/set/labels.gz", with: .file(gzipped([UInt8](repeating: 0, count: 100_000))))
    let error = expectFailure(of: try fetch())
    #expect(error?.message.hasSuffix("the gzip data unpacks to more than 4099 bytes") == true)
  }

  /// For the rest of a file, the stated length is added to the part that exists.
  @Test func aStatedLengthThatCannotBeIsRefused() throws {
    server.answer("/set/images.gz", with: .stated(length: .max, [1, 2, 3]))
    try leave(Self.packed[..<100_000])
    let error = expectFailure(of: try fetch())
    #expect(error?.message.hasSuffix("the server sends more than the file can hold") == true)
    #expect(file("images.gz.part")?.count == 100_000, "the part that arrived is kept")
  }

  @Test func missingFilesAndServersAreNamed() throws {
    let deaf = "http://127.0.0.1:1"
    let error = expectFailure(of: try fetch(mirrors: [server.address + "/nowhere", deaf]))
    let lines = error?.message.split(separator: "\n").map(String.init) ?? []
    #expect(lines.count == 3)
    #expect(lines.dropFirst().first == "  \(server.address)/nowhere: the server answers 404 (no such file)")
    #expect(lines.last?.hasPrefix("  http://127.0.0.1:1: failed to connect") == true)
    let folder = home.path + "/.local/share/chainrule/set"
    #expect(
      error?.hint
        == "data fetch set from URL uses another server; or put its files into \(folder): labels.gz, images.gz")
    #expect(!FileManager.default.fileExists(atPath: folder), "an empty folder does not remain")
  }

  @Test func theMirrorThatWorksComesFirst() throws {
    try fetch(mirrors: [server.address + "/nowhere", server.address + "/set"]).run { _ in true }
    try expectComplete()
    #expect(server.requests.map(\.path) == ["/nowhere/labels.gz", "/set/labels.gz", "/set/images.gz"])
  }

  @Test func redirectionsAreFollowed() throws {
    server.answer("/set/images.gz", with: .redirect("/elsewhere"))
    server.answer("/elsewhere", with: .file(Self.packed))
    try fetch().run { _ in true }
    try expectComplete()
  }

  @Test func onlyOneDownloadAtATime() throws {
    try leave([1])
    let other = open(home.path + "/.local/share/chainrule/set/images.gz.part", O_WRONLY)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    #expect(expectFailure(of: try fetch())?.message == "another download of it is under way")
  }
}

struct FetchPlacesTests {
  private func fetch(_ name: String, from address: String? = nil, _ variables: [String: String]) throws -> Fetch {
    try Fetch(name, from: address, environment: Catalog.Environment(variables: variables))
  }

  @Test func ownMirrorsComeBeforePublicOnes() throws {
    let fetch = try fetch("mnist", ["HOME": "/h", "CHAINRULE_MIRROR": "http://a/x http://b"])
    #expect(fetch.mirrors.prefix(2) == ["http://a/x/mnist", "http://b/mnist"])
    #expect(fetch.mirrors.count > 2)
    #expect(fetch.folder == "/h/.local/share/chainrule/mnist")
  }

  @Test func aGivenAddressIsTheOnlyOne() throws {
    let fetch = try fetch("mnist", from: "https://c/d", ["XDG_DATA_HOME": "/x", "CHAINRULE_MIRROR": "http://a"])
    #expect(fetch.mirrors == ["https://c/d"])
    #expect(fetch.folder == "/x/chainrule/mnist")
  }

  @Test func refusals() {
    let home = ["HOME": "/h"]
    #expect(dataError { try fetch("digits", home) }?.hint == "fetch knows mnist and fashion-mnist")
    #expect(dataError { try fetch("mnist", [:]) }?.message == "no folder to keep it in")
    #expect(
      dataError { try fetch("mnist", from: "file:///etc", home) }?.message
        == "file:///etc is not the address of a server")
  }

  @Test(.enabled(if: SharedData.hasFashion)) func theChecksumsAreThoseOfDebiansFiles() throws {
    let set = try #require(RemoteSet.known.first { $0.name == "fashion-mnist" })
    for file in set.files {
      let bytes = try FileStore.disk.data(at: SharedData.fashionFolder + "/" + file.name)
      #expect(bytes.count == file.size)
      #expect(MD5.digest(bytes) == file.md5)
    }
  }

  @Test func digestsOfTheStandard() {
    #expect(MD5.digest([]) == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(MD5.digest(Array("message digest".utf8)) == "f96b697d7cb7938d525a2f31aaf161d0")
  }
}
