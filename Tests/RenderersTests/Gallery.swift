import Views

@testable import Renderers

func plain(_ view: View, width: Int = 80, unicode: Bool = true) -> String {
  PlainTextRenderer(RenderStyle(width: width, unicode: unicode)).render(view)
}

/// The drawing of a view that is a picture, else nothing.
func svg(_ view: View, on background: Background = .dark) -> String {
  view.firstPicture.map { SVGRenderer(style: RenderStyle(background: background)).document($0).text } ?? ""
}

/// Views of every kind, with text that tries to misbehave, for the laws that hold for all of them.
enum Gallery {
  static let loss = Chart(
    title: "loss over epochs", x: Chart.Axis("epoch"), y: Chart.Axis("loss"),
    series: [Chart.Series("train", (0...50).map { Chart.Point(Double($0), 2.5 / (1 + Double($0) / 5)) })])

  static let curves = Chart(
    title: "training and validation", x: Chart.Axis("epoch"), y: Chart.Axis("loss", scale: .log),
    series: [
      Chart.Series("train", (1...50).map { Chart.Point(Double($0), 2 / Double($0 * $0)) }),
      Chart.Series("validation", (1...50).map { Chart.Point(Double($0), 2 / Double($0)) }),
      Chart.Series("best", [Chart.Point(40, 0.05), Chart.Point(45, .nan)], mark: .points),
    ])

  static let oddCharts = [
    Chart(title: "", x: Chart.Axis(""), y: Chart.Axis(""), series: []),
    Chart(title: "one", x: Chart.Axis("x"), y: Chart.Axis("y"), series: [Chart.Series("y", [Chart.Point(3, 0)])]),
    Chart(
      title: "huge \u{1B}[2J", x: Chart.Axis("x", scale: .log), y: Chart.Axis("y"),
      series: [
        Chart.Series("三四\u{7}", [Chart.Point(-1, 1), Chart.Point(1e-300, -1.7e308), Chart.Point(1e300, 1.7e308)])
      ]),
    Chart(
      title: "flat", x: Chart.Axis("x"), y: Chart.Axis("y"),
      series: [Chart.Series("a", [Chart.Point(0, 1e6), Chart.Point(1, 1e6)]), Chart.Series("b", [])]),
    Chart(
      title: "tiny", x: Chart.Axis("x"), y: Chart.Axis("y", scale: .log),
      series: [Chart.Series("a", [Chart.Point(0, .leastNonzeroMagnitude), Chart.Point(.infinity, 1)])]),
  ]

  static let digit: [Double] = [
    0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0, 0, 5, 8, 0,
    0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
  ]

  static let sample = ImageGrid(
    title: "sample 0", width: 8, height: 8, images: [ImageGrid.Image(pixels: digit, caption: "label 0")],
    palette: .sequential, range: 0...16)

  static let weights = ImageGrid(
    title: "weights of layer 1", width: 4, height: 3,
    images: (0..<5).map(unit), palette: .diverging)

  private static func unit(_ index: Int) -> ImageGrid.Image {
    let pixels = (0..<12).map { Double($0 + index - 6) / 6 }
    return ImageGrid.Image(pixels: pixels, caption: "unit \(index)", isMarked: index == 2)
  }

  static let heatMap = HeatMap(
    title: "W[1]", rows: 3, columns: 5, data: (0..<15).map { Double($0 - 7) / 7 }, palette: .diverging, note: "note")

  static let wideMap = HeatMap(
    title: "W[1]", rows: 50, columns: 150, data: (0..<50 * 150).map { Double($0 % 150) }, palette: .sequential)

  static let clothes = ImageGrid(
    title: "clothes", width: 28, height: 28,
    images: (0..<5).map { index in
      ImageGrid.Image(
        pixels: (0..<784).map { Double(($0 + index) % 29) - 14 }, caption: "\(index): T-shirt/top (99.8 %), is é",
        isMarked: index == 2)
    }, palette: .diverging, columns: 11)

  static let confusion = HeatMap(
    title: "confusion", rows: 2, columns: 2, data: [0.9, 0.1, 0, 1], palette: .sequential, range: 0...1,
    rowNames: ["0 <no>", "1 yes"], columnNames: ["0", "1"])

  static let losses = Chart(
    title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss", scale: .log),
    series: [
      Chart.Series("training", [Chart.Point(1, 1), Chart.Point(2, 0.1)]),
      Chart.Series("validation", [Chart.Point(1, 0.8), Chart.Point(2, 0.3)]),
    ])

  static let graphs = [[2, 3, 1], [64, 128, 10], [1, 1], [12, 1, 12, 3]].map { sizes in
    NetworkGraph(
      title: "network", layers: sizes.enumerated().map { NetworkGraph.Layer($0 == 0 ? "input" : "relu", units: $1) },
      edges: (1..<sizes.count).flatMap { layer in
        (0..<sizes[layer]).map { unit in
          NetworkGraph.Edge(
            layer: layer, from: unit % sizes[layer - 1], to: unit, weight: Double(unit % 7 - 3) / 3 - 0.1)
        }
      }, note: sizes.count > 2 ? "not drawn: \(hostile)" : nil)
  }

  static let derivation = Derivation(
    target: "dW[2][0,1]", value: .number(0.0826676278),
    steps: [
      Derivation.Step(
        formula: "∂C/∂W[2] = δ[2]ᵀ a[1]", expression: "delta[2].T @ a[1]",
        value: .matrix(MatrixView(rows: 2, columns: 2, data: [0.0821670, 0.0826676, -0.0226025, -0.0227402])),
        caption: "general formula"),
      Derivation.Step(
        formula: "dW[2][0,1] = δ[2][0,0] a[1][0,1]", expression: "delta[2][0,0] * a[1][0,1]",
        value: .number(0.0826676278)),
    ], note: "one sample")

  static let verdicts = [
    Verdict(.exact, digits: 17), Verdict(.agrees, digits: 9),
    Verdict(
      .differs, digits: 0, worst: Verdict.Worst(entry: "[0,1]", left: 0.5, right: 0.25),
      findings: [.remark("every entry is twice the other: the ½ of the loss is missing")], correction: "(a[2] - Y) / 1"),
    Verdict(.cannotSay, digits: 0, findings: [.remark("kink at z = 0, not comparable")]),
  ]

  static let frame = ProgressFrame(
    title: "training", fraction: 0.456,
    fields: [
      ProgressFrame.Field("epoch", 9), ProgressFrame.Field("loss", 0.29837, digits: 3),
      ProgressFrame.Field("speed", 51234, digits: 5, unit: "samples/s"),
    ], curve: (0..<40).map { 1 / Double($0 + 1) }, isMilestone: false)

  static let hostile = "x\u{1B}]0;t\u{7}\u{9B}31m\r\u{202E}é三四👩‍👩‍👧\u{0}"

  static let all: [View] =
    [
      .text(StyledText(hostile + "\n" + hostile, .good)),
      .number(NumberView(.nan, label: hostile, note: hostile)),
      .matrix(MatrixView(rows: 2, columns: 2, data: [1, .infinity, 3e-9, -0.0], label: hostile, note: hostile)),
      .table(
        Table(
          title: hostile, columns: [hostile, "b"],
          rows: [[.text(hostile, .bad), .number(1)], [.integer(1), .percent(1)]],
          note: hostile)),
      .chart(loss), .chart(curves), .chart(losses), .heatMap(heatMap), .heatMap(wideMap), .heatMap(confusion),
      .imageGrid(sample), .imageGrid(weights), .imageGrid(clothes),
      .imageGrid(
        ImageGrid(
          title: hostile, width: 1, height: 1, images: [ImageGrid.Image(pixels: [.nan], caption: hostile)],
          palette: .sequential)),
      .derivation(derivation),
      .derivation(
        Derivation(
          target: hostile, value: .number(1),
          steps: [Derivation.Step(formula: hostile, expression: hostile, value: .number(1), caption: hostile)],
          note: hostile)),
      .verdict(
        Verdict(
          .differs, digits: 1, worst: Verdict.Worst(entry: hostile, left: 1, right: 2), findings: [.remark(hostile)],
          correction: hostile)),
      .excerpt(
        SourceExcerpt(
          message: hostile, file: hostile, line: 1, column: 3, length: 2, text: hostile, hint: hostile)),
      .progress(frame), .stack([]),
    ] + oddCharts.map(View.chart) + graphs.map(View.graph) + verdicts.map(View.verdict)
}
