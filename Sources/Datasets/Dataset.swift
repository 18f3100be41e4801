import Engine

/// A named data set: training samples, test samples if it has them, and what is known of them.
public struct Dataset: Equatable, Sendable {
  public var name: String
  public var training: Samples
  public var test: Samples?
  /// Width and height if a sample is an image.
  public var image: ImageSize?
  /// One name a class; empty if targets are not classes.
  public var classNames: [String] = []
  /// Its source and licence.
  public var credit: String

  public struct ImageSize: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }
}
