// Two exact splits of the change of a share, without a residual. Mix against rate: E. M. Kitagawa 1955, in the symmetric
// form of P. Das Gupta 1978. Buying against rating: the same form with purchases and the rating table as factors.
internal import SpendModel

/// A change of the proved share from one period to another.
struct ChangeSplit {
  private let total: PairAnswers.Part

  /// Nil where either period has no share.
  init?(_ total: PairAnswers.Part) {
    guard total.before.provedShare.isKnown, total.after.provedShare.isKnown else { return nil }
    self.total = total
  }

  /// L1 - L0.
  var change: Fraction { contribution(total) }

  /// What a part contributes, `G1 / T1 - G0 / T0`; over all parts they sum to the change.
  func contribution(_ part: PairAnswers.Part) -> Fraction {
    proved(part.after, of: total.after) - proved(part.before, of: total.before)
  }

  /// What changed because companies were rated anew:
  /// `1/2 {[L(p1,r1) - L(p1,r0)] + [L(p0,r1) - L(p0,r0)]}`; of a part, its share in it.
  func rating(_ part: PairAnswers.Part) -> Fraction {
    let after = proved(part.after, of: total.after) - proved(part.afterUnderOldRatings, of: total.after)
    let before = proved(part.beforeUnderNewRatings, of: total.before) - proved(part.before, of: total.before)
    return (after + before) * Fraction(1, 2)
  }

  /// What changed because other things were bought:
  /// `1/2 {[L(p1,r0) - L(p0,r0)] + [L(p1,r1) - L(p0,r1)]}`; it is the change without the rating effect.
  func buying(_ part: PairAnswers.Part) -> Fraction { contribution(part) - rating(part) }

  /// What changed because a department's weight did: `(w1 - w0)(r0 + r1) / 2`. A department that one period lacks takes
  /// the other's rate, so that all of its change is mix.
  func mix(_ part: PairAnswers.Part) -> Fraction {
    let rates = [part.before, part.after].map { $0.total == 0 ? nil : Fraction($0.amount(.generative), $0.total) }
    guard let rate = rates[0] ?? rates[1] else { return .zero }
    let mean = ((rates[0] ?? rate) + (rates[1] ?? rate)) * Fraction(1, 2)
    return (weight(part.after, of: total.after) - weight(part.before, of: total.before)) * mean
  }

  /// What changed because the share within a department did: `(w0 + w1)(r1 - r0) / 2`, computed as what mix leaves of the
  /// contribution, so that the two always sum to it.
  func rate(_ part: PairAnswers.Part) -> Fraction { contribution(part) - mix(part) }

  private func proved(_ part: SpendCell, of whole: SpendCell) -> Fraction {
    Fraction(part.amount(.generative), whole.total)
  }

  private func weight(_ part: SpendCell, of whole: SpendCell) -> Fraction { Fraction(part.total, whole.total) }
}
