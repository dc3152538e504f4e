// Lays the ratings of one period over the sales of another: what the share would have been had nobody been re-rated.
public import SpendModel

extension RatingView {
  /// The credits as this view sees them. Purchases stay what they were: only ratings move, not which supplier a product has.
  public func applied(to credits: [Credit]) -> [Credit] {
    guard case .shifted(let days, let last) = self else { return credits }
    return credits.filter { $0.from <= last }.map { credit in
      var moved = credit
      moved.from = credit.from == Timeline.always ? credit.from : credit.from.adding(days: days)
      // What still held on the last day of the other period holds on: no later rating is known there.
      moved.to = credit.to.flatMap { $0 > last ? nil : $0.adding(days: days) }
      return moved
    }
  }
}
