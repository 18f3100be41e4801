import Testing
import Views

@Suite struct NetworkGraphTests {
  @Test func smallLayersAreShownInFull() {
    #expect(NetworkGraph.shownUnits(of: 10).hidden == 0)
    #expect(NetworkGraph.shownUnits(of: 11).shown == [0, 1, 2, 3, 9, 10])
    #expect(NetworkGraph.shownUnits(of: 10, atMost: 4).shown == [0, 1, 9])
  }

  @Test func strengthsAreThirdsOfTheStrongest() {
    let edges = [0.1, -0.5, 0.7, -1].map { NetworkGraph.Edge(layer: 1, from: 0, to: 2, weight: $0) }
    let graph = NetworkGraph(title: "", layers: [], edges: edges)
    #expect(edges.map(graph.strength) == [0, 1, 2, 2])
    #expect(edges[0].name == "W[1][2, 0]")
  }
}
