import CommandKit

extension DataCommand {
  /// A page for each data set.
  static let pages: [HelpPage] = names.filter { $0.name != "fetch" }.map { data in
    HelpPage(
      .dataset, data.name, data.summary, usage: "data \(data.name)",
      examples: [Example("data", shows: "what there is, and where it was searched for")],
      related: ["data", "sample", "batch"])
  }
}
