import Files
import Engine

extension WeightMatching {
  /// Takes the groups as those of the normalised layers, in the file's order or that of their names: the first in which
  /// all fit.
  mutating func matchNormalization(_ groups: [VectorGroup]) throws(FileError) {
    let layers = (1...original.depth).filter { original[layer: $0].normalization != nil }
    guard groups.count == layers.count else {
      throw error(
        "layers with batch normalisation: \(groups.count) in the file, \(layers.count) in the network",
        hint: "layer 1 batchnorm adds it, layer 1 plain takes it away")
    }
    let sorted = groups.sorted { NaturalOrder.precedes($0.stem, $1.stem) }
    let ways = [groups, sorted].map { order in zip(order, layers).flatMap { matches(of: $0, in: $1) } }
    let odd = ways.map { way in way.first { !fits($0.tensor, $0.target, transposed: false) } }
    guard let index = odd.firstIndex(where: { $0 == nil }) else {
      throw odd.first.flatMap { $0 }.map(mismatch) ?? error("nothing fits")
    }
    let names = ways[index].map(\.target.name)
    guard Set(names).count == names.count else {
      throw error("two vectors of one layer are both scale, shift, mean or variance of its batch normalisation")
    }
    matches += ways[index]
    missing += original.namedQuantities.filter { $0.isNormalization && !names.contains($0.name) }
  }

  private func matches(of group: VectorGroup, in l: Int) -> [Match] {
    group.members.compactMap { member in
      let quantity = member.role.quantity(l)
      return original.namedQuantities.first { $0.quantity == quantity }.map {
        Match(tensor: member.vector, target: $0)
      }
    }
  }
}
