import Foundation

/// Measures chainrule on this machine: `chainrule-bench [NAME…] [--format table|json]`.
@main
struct ChainRuleBench {
  static let usage = """
    usage: chainrule-bench [NAME…] [--format table|json]
    names: \(benchmarks.flatMap(\.names).joined(separator: ", "))
    """

  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(2)
    }
    if options.wantsHelp { return print(usage) }
    signal(SIGPIPE, SIG_IGN)
    if options.format == .table { print(Measurement.tableHeader) }
    for benchmark in benchmarks where options.selects(benchmark) {
      for measurement in benchmark.run() where options.selects(measurement.name) {
        print(options.format == .json ? measurement.json : measurement.tableRow)
        fflush(nil)
      }
    }
  }
}

/// The benchmarks and the format that the arguments name.
struct Options {
  enum Format: String {
    case table, json
  }

  var format = Format.table
  var names: [String] = []
  var wantsHelp = false

  /// `nil` for an unknown name or option.
  init?(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--format":
        guard let format = rest.next().flatMap(Format.init) else { return nil }
        self.format = format
      default:
        guard benchmarks.contains(where: { $0.names.contains(argument) }) else { return nil }
        names.append(argument)
      }
    }
  }

  func selects(_ name: String) -> Bool { names.isEmpty || names.contains(name) }
  func selects(_ benchmark: Benchmark) -> Bool { benchmark.names.contains(where: selects) }
}
