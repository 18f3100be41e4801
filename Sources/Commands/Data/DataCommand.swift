import CommandKit
import Datasets
import Engine
import Files
import Language
import SessionCore
import Views

struct DataCommand: Command {
  static let name = "data"
  static let abstract = "load a data set by name or from a file; alone it lists what there is"
  static let discussion = """
    Names are xor, digits, mnist, fashion-mnist, and the drawn sets moons, circles, spiral, blobs, lines and sine. \
    A path reads \(DataFormats.list("or")), gzipped or not. `data none` removes the data set.

    label price targets numbers makes a file a regression, label x,y one with two outputs; header no reads the \
    first line as a sample. \(DataFormats.help)

    Pixels are scaled to −1…1, labels become one-hot targets. The first samples become the batch: all of them if \
    they are at most 16, otherwise 8; `batch` takes others.

    `data fetch mnist` downloads a set into the XDG data folder and loads it: from the servers of \
    $CHAINRULE_MIRROR, from public ones, or from the one named with `from`. Ctrl-C keeps what has arrived, and \
    fetching again continues there.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] =
    [
      .operand(
        "source", .path, "a name, the path of a file or folder, or fetch", required: false,
        offers: .words(names.map { .init($0.name, $0.summary) }) + .files),
      .operand(
        "set", .word, "what to fetch: \(Fetch.names.joined(separator: " or "))", required: false,
        offers: .words { $0["source"] == "fetch" ? Fetch.names.map { .init($0) } : [] }),
      .named("from", .path, "address of the folder to fetch from", fallback: "known mirrors"),
      .named("label", .word, "column of the labels or targets, by name or number; a,b are two", fallback: "the last")
        .only(with: "source", ofFiles, if: isFile),
      .named(
        "targets", .choice([.init("labels", "classes"), .init("numbers", "quantities, for a regression")]),
        "what the target column holds", fallback: "labels if it has names or whole numbers"
      ).only(with: "source", ofFiles, if: isFile),
      .named("classes", .integer(2...100_000), "number of classes", fallback: "as many as there are labels")
        .only(with: "source", ofFiles, if: isFile),
      .named(
        "first", .choice([.init("0", "labels count from 0"), .init("1", "labels count from 1")]), "the smallest label",
        fallback: "what the labels show, 0 if classes are given"
      ).only(with: "source", ofFiles, if: isFile),
      .named(
        "header", .choice([.init("yes", "the first line holds names"), .init("no", "the first line is a sample")]),
        "whether a text starts with a line of names", fallback: "what its first two lines show"
      ).only(with: "source", ofFiles, if: isFile),
      .named("samples", .integer(1...10_000_000), "samples of a drawn set", fallback: "300")
        .only(with: "source", drawn, ofDrawnSets),
      .named("noise", .number(.notNegative), "standard deviation of a drawn set's noise")
        .only(with: "source", drawn, ofDrawnSets),
      .named("folder", .path, "the folder with the files of a named set")
        .only(
          with: "source", Catalog.names.map { $0.0 }, "is for \(Catalog.names.map { $0.0 }.joined(separator: " and "))"),
    ]
    + DataFormats.options.map {
      .named($0.name, .word, $0.meaning, fallback: $0.fallback).only(with: "source", ofFiles, if: isFile)
    }
  private static let drawn = Synthetic.allCases.map(\.rawValue)
  private static let ofDrawnSets = "is for drawn sets: \(drawn.joined(separator: ", "))"
  private static let ofFiles = "is for files: data PATH"
  private static let isFile: @Sendable (String?) -> Bool = { source in
    source.map { source in source != "none" && !names.contains { $0.name == source } } ?? false
  }
  static let examples = [
    Example("data xor", "X", shows: "the four samples of XOR", gives: [[0, 0], [0, 1], [1, 0], [1, 1]]),
    Example("data digits", "sample 3", shows: "a handwritten digit as a picture", gives: .images(["3: 3"])),
    Example(
      "seed 1", "data moons samples 200", shows: "two classes in the plane",
      gives: "moons: 200 samples, 2 inputs, 2 classes"),
    listing,
  ]

  private static let listing = Example(
    "data", shows: "what there is, and where it was looked for",
    gives: .column(
      "data set", ["xor", "digits", "moons", "circles", "spiral", "blobs", "lines", "sine", "mnist", "fashion-mnist"]))

  /// A page for each data set.
  static let pages: [HelpPage] = names.filter { $0.name != "fetch" }.map { data in
    HelpPage(
      .dataset, data.name, data.summary, usage: "data \(data.name)", examples: [listing],
      related: ["data", "sample", "batch"])
  }

  static let bundled: [(name: String, summary: String, load: @Sendable () -> Dataset)] = [
    ("xor", "4 samples, 2 inputs, 1 output", { BundledSets.xor() }),
    ("digits", "1,797 handwritten digits of 8×8 pixels, 10 classes", { BundledSets.digits() }),
  ]

  /// Every name, and fetch, with its summary.
  static var names: [(name: String, summary: String)] {
    bundled.map { ($0.name, $0.summary) } + Synthetic.allCases.map { ($0.rawValue, $0.abstract) }
      + Catalog.names + [("fetch", "downloads \(Fetch.names.joined(separator: " or "))")]
  }

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let source = arguments.word("source") else { return .shown(list(in: context)) }
    if source == "none" {
      context.session.removeDataset()
      return .shown(.text("no data set: train and evaluate use X and Y"))
    }
    if let line = FileUse.reading(source), !line.hasPrefix("data") {
      throw arguments.failure("data reads samples, not \(source)", at: "source", hint: "write \(line)")
    }
    let isFetched = source == "fetch"
    let dataset = isFetched ? try fetch(arguments, host: context.host) : try load(source, arguments, in: &context)
    context.session.install(dataset)
    return .shown(
      .text(summary(of: dataset)), keptSource: isFetched ? arguments.word("set").map { "data \($0)" } : nil)
  }

  /// Downloads a set unless it is on the disk, and loads it.
  private static func fetch(_ arguments: Arguments, host: any Host) throws(Diagnostic) -> Dataset {
    guard let name = arguments.word("set") else {
      throw arguments.failure("fetch needs a name: \(Fetch.names.joined(separator: " or "))", at: "source")
    }
    guard host.mayDownload else {
      throw arguments.failure("nothing is downloaded here: data fetch works in the shell and in scripts", at: "source")
    }
    do throws(FileError) {
      let environment = host.dataEnvironment
      let fetch = try Fetch(name, from: arguments.word("from"), environment: environment)
      let monitor = FetchMonitor(host: host)
      try fetch.run { monitor.report($0) }
      if let dataset = try Catalog.load(name, folder: fetch.folder, environment: environment, in: .disk) {
        return dataset
      }
    } catch {
      let near = Fetch.names.contains(name) ? nil : Suggestions.nearest(to: name, among: Fetch.names)
      throw arguments.failure(error.withoutHint, at: "set", hint: near.map { "did you mean \($0)?" } ?? error.hint)
    }
    throw arguments.failure("there is no data set \(name)", at: "set")
  }

  private static func load(
    _ source: String, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> Dataset {
    for name in ["set", "from"] where arguments.contains(name) {
      throw arguments.failure("data takes one source", at: name, hint: "data fetch NAME from URL downloads")
    }
    if let entry = bundled.first(where: { $0.name == source }) { return entry.load() }
    if let drawn = Synthetic(rawValue: source) { return draw(drawn, arguments, in: &context.session) }
    do throws(FileError) {
      let (environment, files) = (context.host.dataEnvironment, context.host.files)
      if let named = try Catalog.load(source, folder: arguments.word("folder"), environment: environment, in: files) {
        return named
      }
      return try Dataset.load(path: source, options: options(arguments), in: files)
    } catch {
      let near =
        source.contains("/") || source.contains(".") ? nil : Suggestions.nearest(to: source, among: names.map(\.name))
      throw arguments.failure(
        "\(error.withoutHint)", at: "source",
        hint: near.map { "did you mean \($0)?" } ?? error.hint ?? "data lists the names")
    }
  }

  private static func options(_ arguments: Arguments) -> LoadOptions {
    var options = LoadOptions()
    if let label = arguments.word("label") { options.label = Int(label).map { .number($0) } ?? .name(label) }
    options.classes = arguments.integer("classes")
    options.firstLabel = arguments.word("first").flatMap { Int($0) }
    options.hasHeader = arguments.word("header").map { $0 == "yes" }
    for option in DataFormats.options { options.special[option.name] = arguments.word(option.name) }
    options.kind = arguments.word("targets").map { $0 == "numbers" ? .numbers : .labels } ?? options.kind
    return options
  }

  private static func draw(_ set: Synthetic, _ arguments: Arguments, in session: inout Session) -> Dataset {
    let source = SharedGenerator(session.generator)
    defer { session.generator = source.generator }
    return set.dataset(
      count: arguments.integer("samples") ?? 300, noise: arguments.number("noise"),
      draws: RandomDraws(uniform: { source.generator.uniform() }, normal: { source.generator.normal() }))
  }

  static func summary(of dataset: Dataset) -> StyledText {
    let samples = dataset.training
    var parts = [
      Description.count(samples.count, "sample"),
      dataset.image.map { "images of \($0.width)×\($0.height)" } ?? Description.count(samples.features, "input"),
      Description.count(
        samples.outputs, dataset.classNames.isEmpty ? "output" : "class", dataset.classNames.isEmpty ? nil : "classes"),
    ]
    if let test = dataset.test { parts.insert("and \(Description.count(test.count, "sample")) for testing", at: 1) }
    return StyledText(dataset.name, .name) + StyledText(": \(parts.joined(separator: ", "))")
      + StyledText(dataset.credit.isEmpty ? "" : "\n\(dataset.credit)", .faint)
  }

  private static func list(in context: Context) -> View {
    let ready =
      bundled.map { ($0.name, $0.summary) } + Synthetic.allCases.map { ($0.rawValue, $0.abstract + " (drawn)") }
    let entries = Catalog.entries(context.host.dataEnvironment, in: context.host.files)
    let rows: [[Table.Cell]] =
      ready.map { [.text($0.0, .name), .text($0.1), .text("built in", .good)] }
      + entries.map { entry in
        let place = entry.folder.map { Table.Cell.text($0, .good) } ?? .text("not found", .warning)
        return [.text(entry.name, .name), .text(entry.abstract), place]
      }
    let hints = entries.filter { $0.folder == nil }.map { "\n\($0.name): \($0.hint)" }
    var places: [String] = []
    for place in entries.flatMap(\.searched) where !places.contains(place) { places.append(place) }
    let note =
      "looked in \(places.joined(separator: ", "))" + hints.joined()
      + (context.session.dataset.map { "\nloaded: \($0.name)" } ?? "")
    return .table(Table(columns: ["data set", "what it is", "where"], rows: rows, note: note))
  }
}

/// A random stream that closures share: they cannot hold the session's, which is a value.
private final class SharedGenerator {
  var generator: NumPyGenerator

  init(_ generator: NumPyGenerator) { self.generator = generator }
}

extension Session {
  /// Takes the data set away; the batch stays.
  mutating func removeDataset() {
    dataset = nil
    split = nil
    validationRows = nil
    validationSource = nil
    trainedRows = []
    batchRows = nil
  }

  /// Puts a data set in place, and its first samples into the batch.
  mutating func install(_ dataset: Dataset) {
    removeDataset()
    self.dataset = dataset
    let count = dataset.training.count
    takeBatch(Array(0..<(count <= 16 ? count : 8)))
  }

  /// Puts samples of the data set into X and Y.
  mutating func takeBatch(_ rows: [Int]) {
    guard let samples = dataset?.training else { return }
    setBatch(input: samples.inputMatrix(at: rows), target: samples.targetMatrix(at: rows), rows: rows)
  }
}
