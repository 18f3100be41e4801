import COpenBLAS
import Synchronization

/// The number of threads that OpenBLAS itself uses, a setting of the whole process.
enum BLASThreads {
  private struct State {
    var users = 0
    var before: Int32 = 1
  }

  private static let state = Mutex(State())

  /// Runs `body` with single-threaded products: its caller divides the work among its own threads.
  ///
  /// The number is restored when the last of several overlapping callers is done.
  static func withOne<Result>(_ body: () -> Result) -> Result {
    state.withLock {
      if $0.users == 0 {
        $0.before = openblas_get_num_threads()
        openblas_set_num_threads(1)
      }
      $0.users += 1
    }
    defer {
      state.withLock {
        $0.users -= 1
        if $0.users == 0 { openblas_set_num_threads($0.before) }
      }
    }
    return body()
  }
}
