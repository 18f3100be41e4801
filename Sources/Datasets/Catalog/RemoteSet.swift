/// A data set that can be downloaded: its files, the checksums that show them right, and the servers.
struct RemoteSet: Equatable, Sendable {
  /// A gzipped file, known by what it unpacks to.
  struct File: Equatable, Sendable {
    var name: String
    /// Bytes after unpacking.
    var size: Int
    /// Of the unpacked bytes: mirrors pack differently.
    var md5: String
  }

  var name: String
  /// The training images come last: by them a folder counts as complete.
  var files: [File]
  /// Folders that hold the files under their names.
  var mirrors: [String]
  /// What to do if no mirror can be reached.
  var advice: String
}

extension RemoteSet {
  static let known = [
    RemoteSet(
      name: "mnist",
      files: files(
        trainLabels: "a25bea736e30d166cdddb491f175f624", testLabels: "27ae3e4e09519cfbb04c329615203637",
        testImages: "2646ac647ad5339dbf082846283269ea", trainImages: "6bbc9ace898e44ae57da46a324031adb"),
      mirrors: [
        "https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist",
      ],
      advice: ""),
    RemoteSet(
      name: "fashion-mnist",
      files: files(
        trainLabels: "9018921c3c673c538a1fc5bad174d6f9", testLabels: "15d484375f8d13e6eb1aabb0c3f46965",
        testImages: "8181f5470baa50b63fa0f6fddb340f0a", trainImages: "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
      mirrors: [
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets",
      ],
      advice: "on Debian, sudo apt-get install dataset-fashion-mnist; "),
  ]

  private static func files(
    trainLabels: String, testLabels: String, testImages: String, trainImages: String
  ) -> [File] {
    [
      File(name: "train-labels-idx1-ubyte.gz", size: 60_008, md5: trainLabels),
      File(name: "t10k-labels-idx1-ubyte.gz", size: 10_008, md5: testLabels),
      File(name: "t10k-images-idx3-ubyte.gz", size: 7_840_016, md5: testImages),
      File(name: "train-images-idx3-ubyte.gz", size: 47_040_016, md5: trainImages),
    ]
  }
}
