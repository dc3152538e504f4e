// A bar on standard error for work over a second; silent in a pipe.
import Foundation
import Operations
import Synchronization

/// Draws at most ten times a second, and only after the first second.
final class ProgressBar: Sendable {
  private struct State {
    var started = ContinuousClock.now
    var drawn: ContinuousClock.Instant?
  }

  private let label: String
  private let state = Mutex(State())

  init(_ label: String) { self.label = label }

  /// A callback for long work; nil where nobody would see the bar.
  static func callback(_ label: String) -> (@Sendable (Int64, Int64) -> Void)? {
    guard Terminal.errorIsTerminal else { return nil }
    let bar = ProgressBar(PrintableText.line(label))
    return { bar.update($0, of: $1) }
  }

  private func update(_ done: Int64, of total: Int64) {
    state.withLock { state in
      let now = ContinuousClock.now
      let elapsed = now - state.started
      guard total > 0, elapsed > .seconds(1) else { return }
      if done >= total {
        if state.drawn != nil { erase() }
        return
      }
      if let drawn = state.drawn, now - drawn < .milliseconds(100) { return }
      state.drawn = now
      draw(done, total, elapsed)
    }
  }

  private func draw(_ done: Int64, _ total: Int64, _ elapsed: Duration) {
    let percent = Int(done * 100 / total)
    let bar = String(repeating: "█", count: percent / 4) + String(repeating: "░", count: 25 - percent / 4)
    let left = done > 0 ? elapsed.components.seconds * (total - done) / done : 0
    let text = "\r\(label) \(bar) \(percent) %, \(left) s left  "
    FileHandle.standardError.write(Data(text.utf8))
  }

  private func erase() { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
}
