import Glibc

/// Threads that run one body beside the calling thread, until the body returns on each.
///
/// A class, because it owns the threads.
final class ThreadTeam {
  private final class Job: Sendable {
    let index: Int
    let body: @Sendable (Int) -> Void

    init(index: Int, body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }

  private var handles: [pthread_t] = []

  /// The threads that were started.
  var count: Int { handles.count }

  /// Starts `body(1)` … `body(count)`, each on its own thread.
  ///
  /// There are fewer when the system has no more to give.
  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    for index in 0..<count {
      let job = Unmanaged.passRetained(Job(index: index + 1, body: body))
      var handle = pthread_t()
      let status = pthread_create(
        &handle, nil,
        { argument in
          guard let argument else { return nil }
          let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
          job.body(job.index)
          return nil
        }, job.toOpaque())
      if status != 0 {
        job.release()
        return
      }
      handles.append(handle)
    }
  }

  /// Waits until the body has returned on every thread.
  func join() {
    for handle in handles { pthread_join(handle, nil) }
    handles = []
  }
}
