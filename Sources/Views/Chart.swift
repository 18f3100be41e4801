/// Curves or points over two axes.
public struct Chart: Equatable, Sendable {
  public enum Scale: String, Sendable { case linear, log }

  /// The numbers along an axis: only integers for counts, none if only the positions matter.
  public enum Ticks: Sendable { case all, whole, none }

  public struct Axis: Equatable, Sendable {
    public var title: String
    public var scale: Scale
    public var ticks: Ticks

    public init(_ title: String, scale: Scale = .linear, ticks: Ticks = .all) {
      self.title = title
      self.scale = scale
      self.ticks = ticks
    }
  }

  public struct Point: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  public enum Mark: String, Sendable { case line, points }

  public struct Series: Equatable, Sendable {
    public var name: String
    public var points: [Point]
    public var mark: Mark
    /// The character drawn for each point, such as the digit of its class.
    public var marker: Character?

    public init(_ name: String, _ points: [Point], mark: Mark = .line, marker: Character? = nil) {
      self.name = name
      self.points = points
      self.mark = mark
      self.marker = marker
    }
  }

  public var title: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  /// What a reader hears instead of the curves; `nil` for the first, lowest, highest and last point of each.
  public var spoken: View?

  public init(title: String, x: Axis, y: Axis, series: [Series], spoken: View? = nil) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.spoken = spoken
  }
}
