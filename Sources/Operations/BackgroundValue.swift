// A value that is made on another thread while the caller does what does not need it yet.
private import Foundation
private import Synchronization

/// The value, or why there is none.
final class BackgroundValue<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let work = DispatchGroup()

  /// Begins at once.
  init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async(group: work) {
      let made = Result { try make() }
      self.result.withLock { $0 = made }
    }
  }

  /// Waits for the value.
  func value() throws -> Value {
    work.wait()
    guard let made = result.withLock({ $0 }) else { preconditionFailure("work that ended left no result") }
    return try made.get()
  }
}
