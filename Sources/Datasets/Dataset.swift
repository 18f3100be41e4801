import Engine

/// A named data set: training samples, perhaps test samples, and what is known of them.
public struct Dataset: Equatable, Sendable {
  public var name: String
  public var training: Samples
  public var test: Samples?
  /// Width and height where a sample is an image.
  public var image: ImageSize?
  /// One name a class; empty where targets are not classes.
  public var classNames: [String]
  /// Where it came from and under which licence.
  public var credit: String

  public struct ImageSize: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  public init(
    name: String, training: Samples, test: Samples? = nil, image: ImageSize? = nil, classNames: [String] = [],
    credit: String
  ) {
    self.name = name
    self.training = training
    self.test = test
    self.image = image
    self.classNames = classNames
    self.credit = credit
  }
}
