import Engine
import Interruption
import RealModule

/// Data sets that are drawn, not read: two inputs and a class, or a line or curve to fit.
///
/// Sample i of a set with K classes is of class i mod K, so every stretch of samples has all classes.
public enum Synthetic: String, CaseIterable, Sendable {
  case moons, circles, spiral, blobs, lines, sine

  public var abstract: String {
    switch self {
    case .moons: "two half moons, one in the other's arms"
    case .circles: "a circle around a circle"
    case .spiral: "three arms of a spiral"
    case .blobs: "three clouds of points"
    case .lines: "y = x/2 + 1/4 with noise"
    case .sine: "y = sin πx with noise"
    }
  }

  /// Standard deviation of the noise by default.
  public var defaultNoise: Double {
    switch self {
    case .moons, .lines, .sine: 0.1
    case .circles: 0.05
    case .spiral, .blobs: 0.2
    }
  }

  /// Draws the data set: for each sample in turn its place, then its noise.
  ///
  /// - Shapes: inputs count×2 with labels, or count×1 with targets count×1.
  /// - Precondition: `count` is positive and `noise` at least 0.
  public func dataset(count: Int = 300, noise: Double? = nil, draws: RandomDraws) -> Dataset {
    precondition(count > 0 && noise ?? 0 >= 0)
    let noise = noise ?? defaultNoise
    func noisy(_ point: Point) -> Point { (point.x + noise * draws.normal(), point.y + noise * draws.normal()) }
    switch self {
    case .lines: return curve(count, noise, draws) { 0.5 * $0 + 0.25 }
    case .sine: return curve(count, noise, draws) { Double.sin(.pi * $0) }
    case .moons: return points(count, classes: 2) { noisy(moon($0, $1)) }
    case .circles: return points(count, classes: 2) { label, _ in noisy(circle(label, draws.uniform())) }
    case .spiral: return points(count, classes: 3) { arm($0, $1, noise: noise * draws.normal()) }
    case .blobs: return points(count, classes: 3) { label, _ in noisy(center(ofBlob: label)) }
    }
  }

  private typealias Point = (x: Double, y: Double)
  /// A point of a class, given how far along its class it is, 0…1.
  private typealias Place = (_ label: Int, _ share: Double) -> Point

  private func points(_ count: Int, classes: Int, _ place: Place) -> Dataset {
    let perClass = (count + classes - 1) / classes
    var inputs: [Double] = []
    inputs.reserveCapacity(2 * count)
    for index in 0..<count {
      if isStopped(at: index, of: count) { return points(index, inputs, classes) }
      let share = perClass > 1 ? Double(index / classes) / Double(perClass - 1) : 0
      let point = place(index % classes, share)
      inputs += [point.x, point.y]
    }
    return points(count, inputs, classes)
  }

  /// Draws take time: whether the work is stopped, which is asked now and then, and never before the first draw.
  private func isStopped(at index: Int, of count: Int) -> Bool {
    guard index % 1024 == 1023 else { return false }
    Work.current.report(Double(index) / Double(count))
    return Work.current.isStopped
  }

  private func points(_ count: Int, _ inputs: [Double], _ classes: Int) -> Dataset {
    let labels = (0..<count).map { Int32($0 % classes) }
    return Dataset(
      name: rawValue,
      training: Samples(
        count: count, features: 2, inputs: .numbers(inputs), targets: .labels(labels, classes: classes)),
      classNames: (0..<classes).map(String.init), credit: "drawn from the seed")
  }

  private func curve(
    _ count: Int, _ noise: Double, _ draws: RandomDraws, _ height: (Double) -> Double
  ) -> Dataset {
    var (inputs, targets): ([Double], [Double]) = ([], [])
    for index in 0..<count {
      if isStopped(at: index, of: count) { break }
      let x = 2 * draws.uniform() - 1
      inputs.append(x)
      targets.append(height(x) + noise * draws.normal())
    }
    return Dataset(
      name: rawValue,
      training: Samples(
        count: inputs.count, features: 1, inputs: .numbers(inputs), targets: .numbers(targets, width: 1)),
      credit: "drawn from the seed")
  }
}

extension Synthetic {
  /// (cos t, sin t) and (1 − cos t, ½ − sin t) for t of 0…π.
  ///
  /// - Source: scikit-learn, `make_moons`.
  private func moon(_ label: Int, _ share: Double) -> Point {
    let (cosine, sine) = (Double.cos(.pi * share), Double.sin(.pi * share))
    return label == 0 ? (cosine, sine) : (1 - cosine, 0.5 - sine)
  }

  /// Radius 1 for class 0, ½ for class 1, at a share of a turn.
  private func circle(_ label: Int, _ turn: Double) -> Point {
    let (angle, radius) = (2 * .pi * turn, label == 0 ? 1 : 0.5)
    return (radius * Double.cos(angle), radius * Double.sin(angle))
  }

  /// (r sin t, r cos t) with r of 0…1 and t = 4(k + r) for arm k, the noise on t.
  ///
  /// - Source: CS231n, "Neural networks case study".
  private func arm(_ label: Int, _ share: Double, noise: Double) -> Point {
    let angle = 4 * (Double(label) + share) + noise
    return (share * Double.sin(angle), share * Double.cos(angle))
  }

  /// Three points of the unit circle, a third of a turn apart.
  private func center(ofBlob label: Int) -> Point {
    let angle = 2 * .pi * (Double(label) / 3 + 0.25)
    return (Double.cos(angle), Double.sin(angle))
  }
}

/// The source of random numbers: the session's stream, or a test's list.
public struct RandomDraws {
  /// A number in 0 ≤ u < 1.
  public var uniform: () -> Double
  /// A number of mean 0 and standard deviation 1.
  public var normal: () -> Double

  public init(uniform: @escaping () -> Double, normal: @escaping () -> Double) {
    self.uniform = uniform
    self.normal = normal
  }
}
