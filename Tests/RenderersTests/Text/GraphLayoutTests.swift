import Renderers
import Testing
import Views

@Suite struct GraphLayoutTests {
  private let small = NetworkGraph(
    title: "network 2-1", layers: [NetworkGraph.Layer("input", units: 2), NetworkGraph.Layer("tanh", units: 1)],
    edges: [
      NetworkGraph.Edge(layer: 1, from: 0, to: 0, weight: -0.2), NetworkGraph.Edge(layer: 1, from: 1, to: 0, weight: 1),
    ])

  @Test func unitsHaveNumbersAndLayersNames() {
    let text = plain(.graph(small))
    #expect(text.count { $0 == "(" } == 3 && text.contains("(1)"))
    #expect(text.contains("0 input") && text.contains("1 tanh"))
    #expect(text.contains("⠒ ⠒ negative   ⠒⠒⠒ positive   wider is stronger, up to 1"))
  }

  @Test func inASCIITheCharactersShowSignAndStrength() {
    let text = plain(.graph(small), unicode: false)
    #expect(text.contains("--") && text.contains("##") && !text.contains("?"))
  }

  @Test(arguments: [8, 12, 21, 47], [40, 80, 200])
  func everyGraphFitsOnTheScreen(height: Int, width: Int) {
    for graph in Gallery.graphs + [small] where graph.note == nil {
      let text = PlainTextRenderer(RenderStyle(width: width, height: height)).render(.graph(graph))
      let lines = text.split(separator: "\n")
      #expect(lines.count <= height && Set(lines.map(\.displayWidth)).count == 1, "\(text)")
      #expect(lines.allSatisfy { $0.displayWidth <= width })
    }
  }

  @Test func aLargeLayerIsElidedWithAWord() {
    let text = plain(.graph(Gallery.graphs[1]))
    #expect(text.contains("… 58 more") && text.contains("(63)") && text.contains("… 122 more") && text.contains("(9)"))
  }

  @Test func aReaderHearsLayersAndTheStrongestWeights() {
    let text = PlainTextRenderer(RenderStyle(isSpoken: true)).render(.graph(small))
    #expect(
      text == """
        network 2-1
          layer 0, input: 2 units
          layer 1, tanh: 1 unit
          strongest into layer 1: W[1][0, 1] = 1; W[1][0, 0] = -0.2
        """)
  }
}
