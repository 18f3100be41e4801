import CommandKit

extension DataCommand {
  /// A page for each data set.
  static let pages: [HelpPage] = names.filter { $0.name != "fetch" }.map { data in
    var page = HelpPage(.dataset, data.name, data.summary)
    page.usage = "data \(data.name)"
    page.examples = [Example("data", shows: "what there is, and where it was looked for")]
    page.related = ["data", "sample", "batch"]
    return page
  }
}
