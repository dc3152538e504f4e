// What a progress bar says: how far, how fast, how long still. The doors draw it.
internal import Reporting
public import SpendModel

/// The text of a progress bar.
public enum ProgressText {
  /// `till.csv █████░░░░░ 52 %, 1,204,000 lines/s, 12 s left`, in at most `width` columns: the label gives way first.
  public static func line(_ label: String, _ progress: ReadingProgress, elapsed: Duration, width: Int) -> String {
    let seconds = max(0.001, elapsed / .seconds(1))
    let part = min(1, max(0, Double(progress.bytes) / Double(max(1, progress.byteCount))))
    let full = Int(part * 10)
    var text = String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full) + " \(Int(part * 100)) %"
    text += ", \(MoneyText.grouped(Int(Double(progress.lines) / seconds))) lines/s"
    if part > 0 { text += ", \(duration(seconds * (1 - part) / part)) left" }
    return String((shortened(label, to: width - text.count - 1) + text).prefix(max(0, width)))
  }

  /// The end of a path says more than its beginning.
  private static func shortened(_ label: String, to width: Int) -> String {
    if label.count <= width { return label + " " }
    return width < 4 ? "" : "…" + label.suffix(width - 1) + " "
  }

  /// `12 s`, `3 min 20 s`, `2 h 5 min`; a day and more is no forecast.
  private static func duration(_ seconds: Double) -> String {
    guard seconds < 86_400 else { return "more than a day" }
    let seconds = Int(seconds.rounded(.up))
    if seconds < 60 { return "\(seconds) s" }
    return seconds < 3600 ? "\(seconds / 60) min \(seconds % 60) s" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
  }
}
