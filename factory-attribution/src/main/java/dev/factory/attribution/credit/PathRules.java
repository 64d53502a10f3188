package dev.factory.attribution.credit;

import dev.factory.attribution.policy.TouchFilters;
import dev.factory.attribution.policy.TouchFilters.Velocity;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The filters that look at other touches of the same path. It is given the touches that would
 * count, last one first, and compares each with those it kept.
 */
final class PathRules {
  private final @Nullable Duration repeatWithin;
  private final @Nullable Velocity velocity;
  private final int longestPath;

  private long[] at = new long[16];
  private int[] publisher = new int[16];
  private int[] offer = new int[16];
  private int[] kind = new int[16];
  private int kept;

  PathRules(TouchFilters filters) {
    this.repeatWithin = filters.repeatWithin();
    this.velocity = filters.velocity();
    this.longestPath = filters.longestPath();
  }

  /** Begins the path of another conversion. */
  void clear() {
    kept = 0;
  }

  /** {@return what becomes of a touch that is not later than those before} */
  Verdict next(long micros, int ofPublisher, int ofOffer, int ofKind) {
    Verdict verdict = compare(micros, ofPublisher, ofOffer, ofKind);
    if (verdict == Verdict.ELIGIBLE) {
      keep(micros, ofPublisher, ofOffer, ofKind);
    }
    return verdict;
  }

  private Verdict compare(long micros, int ofPublisher, int ofOffer, int ofKind) {
    long repeat = repeatWithin == null ? -1 : repeatWithin.toSeconds() * 1_000_000;
    long limit = velocity == null ? 0 : velocity.within().toSeconds() * 1_000_000;
    int close = 0;
    for (int index = kept - 1; index >= 0; index--) {
      long later = at[index] - micros;
      if (later > repeat && later >= limit) {
        break;
      }
      if (publisher[index] == ofPublisher && kind[index] == ofKind) {
        if (later <= repeat && offer[index] == ofOffer) {
          return Verdict.REPETITION;
        }
        close += later < limit ? 1 : 0;
      }
    }
    if (velocity != null && close >= velocity.touches()) {
      return Verdict.VELOCITY;
    }
    return kept >= longestPath ? Verdict.PATH_TOO_LONG : Verdict.ELIGIBLE;
  }

  private void keep(long micros, int ofPublisher, int ofOffer, int ofKind) {
    if (kept == at.length) {
      at = Arrays.copyOf(at, kept * 2);
      publisher = Arrays.copyOf(publisher, kept * 2);
      offer = Arrays.copyOf(offer, kept * 2);
      kind = Arrays.copyOf(kind, kept * 2);
    }
    at[kept] = micros;
    publisher[kept] = ofPublisher;
    offer[kept] = ofOffer;
    kind[kept++] = ofKind;
  }
}
