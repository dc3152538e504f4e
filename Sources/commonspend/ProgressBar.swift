// A bar on standard error for work over a second; silent in a pipe.
import Foundation
import Operations
import SpendModel
import Synchronization

/// Draws at most ten times a second, and only after the first second of reading: what comes before it, such as the
/// recognition of the format, would spoil the rate.
final class ProgressBar: Sendable {
  private struct State {
    var started: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
  }

  private let label: String
  private let state = Mutex(State())

  init(_ label: String) { self.label = label }

  /// A callback for long work; nil where nobody would see the bar.
  static func callback(_ label: String) -> OnProgress? {
    guard Terminal.errorIsTerminal else { return nil }
    let bar = ProgressBar(PrintableText.line(label))
    return { bar.update($0) }
  }

  private func update(_ progress: ReadingProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      let elapsed = now - (state.started ?? now)
      state.started = now - elapsed
      guard progress.byteCount > 0, elapsed > .seconds(1) else { return }
      if progress.bytes >= progress.byteCount {
        if state.drawn != nil { Terminal.drawOver("") }
        return
      }
      if let drawn = state.drawn, now - drawn < .milliseconds(100) { return }
      state.drawn = now
      Terminal.drawOver(ProgressText.line(label, progress, elapsed: elapsed, width: Terminal.errorWidth))
    }
  }
}
