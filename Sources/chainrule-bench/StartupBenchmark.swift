import Foundation

/// The median time from starting `chainrule` to the end of its first answer, through a pipe.
let startupBenchmark = Benchmark(names: ["startup"]) {
  guard let program = sibling("chainrule") else {
    FileHandle.standardError.write(Data("startup: no program chainrule beside chainrule-bench; left out\n".utf8))
    return []
  }
  let times = (0..<21).compactMap { _ in firstAnswer(of: program) }
  return times.isEmpty ? [] : [Measurement(name: "startup", value: times.median, unit: "s")]
}

/// A program in the folder of this one.
func sibling(_ name: String) -> URL? {
  guard let own = Bundle.main.executableURL else { return nil }
  let url = own.deletingLastPathComponent().appendingPathComponent(name)
  return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
}

/// The seconds until `1+1` is answered, or `nil` when it is not.
private func firstAnswer(of program: URL) -> Double? {
  let process = Process()
  let (input, output) = (Pipe(), Pipe())
  process.executableURL = program
  process.standardInput = input
  process.standardOutput = output
  var answer = Data()
  let time = seconds {
    guard (try? process.run()) != nil else { return }
    try? input.fileHandleForWriting.write(contentsOf: Data("1+1\n".utf8))
    try? input.fileHandleForWriting.close()
    answer = output.fileHandleForReading.availableData
  }
  guard process.processIdentifier > 0 else { return nil }
  process.waitUntilExit()
  return process.terminationStatus == 0 && String(decoding: answer, as: UTF8.self).contains("2") ? time : nil
}
