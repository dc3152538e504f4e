// One batch run at a time: a lock that the system takes back when its holder ends, however it ends.
internal import Foundation
internal import SpendModel

/// Holds the lock file of a workspace as long as it lives. A file that is left behind is no lock.
final class WorkspaceLock {
  private let descriptor: Int32

  /// Takes the lock beside the database; busy where another run holds it.
  init(database: String) throws(Problem) {
    let path = database + ".lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        .environment, what: "The lock of the workspace cannot be made: \(String(cString: strerror(errno))).",
        place: path,
        rule: "one batch run at a time", mend: "Check the folder, its permissions and the disk.")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Problem(
        .busy, what: "Another batch run is at work in this workspace.", place: path, rule: "one run at a time",
        mend: "Nothing to do: it will finish. Try again when it is done.")
    }
  }

  deinit { close(descriptor) }

  /// Whether some run holds the lock now.
  static func isHeld(database: String) -> Bool {
    let descriptor = open(database + ".lock", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
