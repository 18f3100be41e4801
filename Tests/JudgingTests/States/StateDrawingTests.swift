import Engine
import SessionCore
import ShellFixtures
import Testing

@testable import Judging

struct StateDrawingTests {
  private func states(_ shell: Shell, _ count: Int = 10) throws -> [Session] {
    var drawing = try #require(StateDrawing(like: shell.interpreter.session))
    return (0..<count).compactMap { _ in drawing.next()?.session }
  }

  @Test func oneHotRowsStayOneHotWithOtherClasses() throws {
    let shell = try Shell(
      "network 2 3 output softmax loss cross-entropy", "input [[1, 2], [0, 1]]", "target [[1, 0, 0], [1, 0, 0]]")
    let targets = try states(shell).compactMap { $0[.target] }
    #expect(targets.count == 10)
    for target in targets {
      #expect(target.elements.allSatisfy { $0 == 0 || $0 == 1 } && target.rowSums.elements.allSatisfy { $0 == 1 })
    }
    #expect(Set(targets.map { $0.elements }).count > 3)
  }

  @Test func softTargetsStayDistributions() throws {
    let shell = try Shell(
      "network 2 2 output softmax loss cross-entropy", "input [[1, 2]]", "target [[0.3, 0.7]]")
    for target in try states(shell).compactMap({ $0[.target] }) {
      #expect(target.elements.allSatisfy { $0 > 0 && $0 < 1 } && isClose(target.sum, 1))
    }
  }

  @Test func noUnitIsDeadOrSaturated() throws {
    let shell = try Shell("network 3 4 4 2 hidden relu", "b[1] = -50", "input [[9, 9, 9], [1, 1, 1]]", "target [[1, 0], [0, 1]]")
    for state in try states(shell) {
      for l in 1...2 {
        let z = try #require(state[.preActivation(l)])
        #expect((0..<z.columns).allSatisfy { unit in (0..<z.rows).contains { z[$0, unit] > 0 } })
      }
      #expect(try #require(state[.preActivation(3)]).elements.allSatisfy { $0.magnitude < 8 })
    }
  }

  @Test func masksAreDrawnAnew() throws {
    let shell = try Shell(
      "network 2 3 1 dropout 0.9", "input [[1, 2]]", "target [[1]]", "mask[1] = zeros(1, 3)", "backward")
    let masks = try states(shell).compactMap { $0[.mask(1)]?.elements }
    #expect(Set(masks).count > 3)
    #expect(masks.joined().allSatisfy { $0 == 0 || isClose($0, 10) })
  }

  @Test func huberSeesResidualsOnBothSidesOfItsKink() throws {
    let shell = try Shell(
      "network 2 2 loss huber output identity", "set huber-delta 5", "input [[0.4, 0.7]]", "target [[0.1, 0.2]]")
    let residuals = try states(shell).flatMap { state in
      zip(state[.activation(1)]?.elements ?? [], state[.target]?.elements ?? []).map { ($0 - $1).magnitude }
    }
    #expect(residuals.contains { $0 > 5 } && residuals.contains { $0 < 5 })
  }

  @Test func largeNetworksAreTriedOnSmallOnesOfTheSameKind() throws {
    let shell = try Shell("network 64 32 32 10 hidden tanh", "data digits", "batch 0:64")
    let session = shell.interpreter.session
    let choice = try #require(StateSize(for: [.number(10, .init(0, 2))], in: session).choices.first)
    #expect(choice.units[1] == choice.units[2] && choice.units[3] == 10 && choice.units[0] != choice.units[1])
    #expect(choice.units.dropLast().allSatisfy { $0 < 20 })
  }
}
