// An export that was just read, as a source of pages: what is folded without being stored, or beside it.

/// The pages of a draft whose lines stand in one section; those of several sections have to be compared first.
public struct DraftPages: PageSource, Sendable {
  private let draft: ExportDraft

  /// The pages; nil where there are several sections.
  public init?(_ draft: ExportDraft) {
    guard draft.sections.count <= 1 else { return nil }
    self.draft = draft
  }

  /// The draft's items.
  public var items: [Item] { draft.items }

  /// The draft's stores.
  public var stores: [String] { draft.stores }

  /// First and last day with lines, per store.
  public var dayRanges: [ClosedRange<Day>?] {
    get throws {
      var ranges = [ClosedRange<Day>?](repeating: nil, count: stores.count)
      try forEachPage(in: nil) { ranges[$0.store] = ranges[$0.store].widened(to: $0.day) }
      return ranges
    }
  }

  /// Every page of the span that has lines, by store name and day.
  public func forEachPage(in span: DaySpan?, _ body: (PageSlice) throws -> Void) throws {
    for page in draft.sections.joined() where span?.contains(page.day) ?? true {
      try page.packed.withUnsafeBytes { bytes in
        let packed = try PackedPage(bytes)
        if packed.lineCount > 0 { try body(PageSlice(store: page.store, day: page.day, page: packed)) }
      }
    }
  }
}
