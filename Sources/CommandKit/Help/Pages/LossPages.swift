import Engine
import SessionCore

extension Help {
  public static let losses: [HelpPage] = Loss.allCases.map { loss in
    let details = loss.details
    var page = HelpPage(.loss, loss.rawValue, "\(loss.formula) over the outputs, for one sample")
    page.usage = "network … loss \(loss.rawValue), set loss \(loss.rawValue)"
    page.facts = [
      .init("gradient", details.gradient),
      .init("range", details.range), .init("output", details.output), .init("source", details.source),
    ]
    page.discussion =
      details.advice + " The loss C of the batch is the mean over its samples, with set reduction sum their sum."
    page.examples = [details.example]
    page.related = ["loss", "set", "losses"]
    return page
  }
}

extension Loss {
  typealias Details = (
    gradient: String, range: String, output: String, source: String, advice: String, example: Example
  )

  /// What a reader wants to know besides the formula; gradients are those of one sample.
  var details: Details {
    switch self {
    case .halfSquaredError:
      (
        "∂/∂a = a − y", "0 to ∞", "any activation", "Gauss 1809; the post's derivation",
        "The ½ cancels the 2 of the derivative: without it every gradient is twice as large.",
        Example("network 2 1", "input [[1, 2]]", "target [[1]]", "loss", shows: "½ (0.5 − 1)² = 0.125")
      )
    case .meanSquaredError:
      (
        "∂/∂a = 2 (a − y) / n", "0 to ∞", "any activation, identity where none is asked for",
        "Gauss 1809; PyTorch's MSELoss, whose mean is over samples and outputs, too",
        "For regression. The gradient does not grow with the number of outputs, unlike that of half-squared-error.",
        Example(
          "network 2 2 loss mean-squared-error", "input [[1, 2]]", "target [[1, 3]]", "loss",
          shows: "½ ((0 − 1)² + (0 − 3)²) = 5")
      )
    case .huber:
      (
        "∂/∂a = r / n for |r| ≤ δ, else δ sign(r) / n, with r = a − y", "0 to ∞",
        "any activation, identity where none is asked for", "Huber 1964",
        "A square near 0 and a line far away: no outlier pulls harder than δ. set huber-delta changes δ, 1 at first.",
        Example(
          "network 2 1 loss huber", "input [[1, 2]]", "target [[5]]", "loss", shows: "δ (|r| − ½ δ) = 4.5")
      )
    case .crossEntropy:
      (
        "∂/∂z = a − y, ∂/∂a = −y / a", "0 to ∞", "softmax", "Bridle 1990; Goodfellow et al. 2016, section 6.2.2",
        "Targets are one row of shares a sample, one-hot for classes. It is taken from z, so that an output that "
          + "underflows to 0 gives a finite loss and an exact gradient.",
        Example(
          "network 2 3 loss cross-entropy", "input [[1, 2]]", "target [[0, 1, 0]]", "loss",
          shows: "log 3 = 1.09861: three classes, no idea")
      )
    case .binaryCrossEntropy:
      (
        "∂/∂z = a − y, ∂/∂a = (a − y) / (a (1 − a))", "0 to ∞", "sigmoid", "Goodfellow et al. 2016, section 6.2.2",
        "Each output is a yes or no by itself. It is taken from z with softplus, exact for saturated outputs.",
        Example(
          "network 2 1 loss binary-cross-entropy", "input [[1, 2]]", "target [[1]]", "loss", shows: "log 2 = 0.693147")
      )
    }
  }
}
