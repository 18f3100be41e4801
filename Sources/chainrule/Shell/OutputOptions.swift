import ArgumentParser

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case plain, json
}

/// What every way of running cells understands.
struct OutputOptions: ParsableArguments {
  @Option(help: "How results are written: plain text, or one JSON object a cell.")
  var format = OutputFormat.plain

  @Flag(help: "Go on after an error; the exit status is still 1.")
  var keepGoing = false

  @Option(help: "Whether to use colour: auto, always or never.")
  var color = ColourChoice.auto
}

extension ColourChoice: ExpressibleByArgument {}
