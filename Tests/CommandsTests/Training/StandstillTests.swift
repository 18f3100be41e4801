import ShellFixtures
import Testing

/// What `train` says of a network that is no better than chance afterwards.
struct StandstillTests {
  private func trained(_ preparation: String...) throws -> String {
    var shell = try Shell("data digits", "network 64 16 10", "seed 1", "init kaiming")
    for cell in preparation { try shell.run(cell) }
    return String(describing: try shell.run("train epochs 1 batch 64 rate 0.001"))
  }

  @Test func saturatedOutputsAreAPlateau() throws {
    #expect(try trained("b[2] = -30").contains("every output is saturated"))
  }

  @Test func deadLayersAreCounted() throws {
    #expect(try trained("b[1] = -1000").contains("16 of 16 units of layer 1 are dead"))
  }

  @Test func aNetworkThatLearnsIsLeftAlone() throws {
    var shell = try Shell("data digits", "network 64 16 10", "seed 1", "init kaiming")
    let text = String(describing: try shell.run("train epochs 20 batch 32 rate 0.5"))
    #expect(!text.contains("dead") && !text.contains("saturated"))
  }
}
