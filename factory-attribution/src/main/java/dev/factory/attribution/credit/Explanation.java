package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Why a conversion's credit went where it went, with everything that is needed to compute it again.
 *
 * @param conversion what was attributed
 * @param policy the rules it was attributed by
 * @param touches every touch of its user, in path order, with what the rules say of it
 * @param stored the credits of the conversion and then those of its reversals, as they are kept
 */
public record Explanation(
    Conversion conversion,
    PolicyVersion policy,
    List<JudgedTouch> touches,
    List<CreditSet> stored) {

  /** Copies the lists; refuses an explanation without credits. */
  public Explanation {
    touches = List.copyOf(touches);
    stored = List.copyOf(stored);
    if (stored.isEmpty() || stored.get(0).cause() != CreditCause.CONVERSION) {
      throw new IllegalArgumentException("an explanation begins with the conversion's own credits");
    }
  }

  /**
   * {@return the explanation of what is stored}
   *
   * @param path all touches of the user that are recorded now, in any order; those that would count
   *     and were not there when the conversion was attributed get {@link Verdict#RECORDED_LATER}
   */
  public static Explanation of(
      Conversion conversion,
      PolicyVersion policy,
      Collection<Touchpoint> path,
      List<CreditSet> stored) {
    Set<EventId> known = new HashSet<>();
    for (CreditSet set : stored) {
      set.credits().forEach(credit -> credit.touch().ifPresent(known::add));
    }
    List<JudgedTouch> judged = new ArrayList<>();
    for (JudgedTouch touch : AttributionKernel.judge(conversion, path, policy)) {
      boolean late =
          touch.verdict() == Verdict.ELIGIBLE && !known.contains(touch.touch().eventId());
      judged.add(late ? new JudgedTouch(touch.touch(), Verdict.RECORDED_LATER) : touch);
    }
    return new Explanation(conversion, policy, judged, stored);
  }

  /** {@return the credits, computed again from events and rules; the stored ones play no part} */
  public List<CreditSet> replayed() {
    List<Touchpoint> path =
        touches.stream()
            .filter(touch -> touch.verdict() != Verdict.RECORDED_LATER)
            .map(JudgedTouch::touch)
            .toList();
    CreditSet credits =
        AttributionKernel.attribute(conversion, path, policy).stitchedBy(stored.get(0).identity());
    List<CreditSet> replayed = new ArrayList<>(List.of(credits));
    for (CreditSet set : stored.subList(1, stored.size())) {
      Reversal reversal =
          new Reversal(
              set.causeId(),
              set.conversionId(),
              set.amount().negated(),
              ReversalKind.valueOf(set.cause().name()),
              set.at());
      replayed.add(AttributionKernel.reverse(reversal, credits, policy, set.reversedBefore()));
    }
    return replayed;
  }

  /** {@return whether computing again gives the stored credits to the last millionth} */
  public boolean isConfirmed() {
    return replayed().equals(stored);
  }

  /**
   * {@return the explanation in words and numbers, for a person who disputes it: lines of text, the
   * same on every machine, without user, order and evidence}
   */
  public String text() {
    return new ExplanationText(this).toString();
  }
}
