package dev.factory.attribution.credit;

import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.TouchMark;
import dev.factory.attribution.policy.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One version of the rules, with the columns' numbers in place of ids. */
final class ColumnPolicy {
  private static final List<TouchKind> KIND_LIST = List.of(TouchKind.values());
  private static final int KINDS = KIND_LIST.size();
  private static final int NO_WINDOW = -1;

  private final PolicyVersion version;
  private final long from;
  private final long end;
  private final List<Window> windows = new ArrayList<>();
  private final int[] windowOf;
  private final boolean ofOffers;
  private final boolean sameOffer;
  private final long refusedFlags;
  private final PathRules rules;
  private final boolean takesAll;

  /** How long each window is, in microseconds; negative if that depends on the conversion. */
  private final long[] lengths;

  /** The first times that count, one for each window, for the conversion looked at. */
  private final long[] starts;

  ColumnPolicy(PolicyVersion version, long end, TouchColumns touches) {
    this.version = version;
    this.from = micros(version.validFrom());
    this.end = end;
    this.ofOffers = !version.windows().byOffer().isEmpty();
    this.sameOffer = version.offers() == OfferMatch.SAME;
    this.windowOf = new int[ofOffers ? KINDS * Math.max(1, touches.offers.size()) : KINDS];
    for (int index = 0; index < windowOf.length; index++) {
      windowOf[index] = windowIndex(index, touches.offers);
    }
    long refused = 0;
    for (TouchMark mark : version.filters().marks()) {
      int bit = touches.flagNames.indexOf(mark.flag());
      refused |= bit < 0 ? 0 : 1L << bit;
    }
    this.refusedFlags = refused;
    this.rules = new PathRules(version.filters());
    this.starts = new long[windows.size()];
    this.lengths =
        windows.stream()
            .mapToLong(
                window ->
                    window instanceof Window.Exact exact
                        ? exact.length().toSeconds() * 1_000_000
                        : -1)
            .toArray();
    this.takesAll = isPlain(touches);
  }

  private int windowIndex(int index, List<OfferId> offers) {
    TouchKind kind = KIND_LIST.get(index % KINDS);
    Window window = version.windows().byKind().get(kind);
    if (ofOffers && !offers.isEmpty()) {
      window = version.windows().of(kind, offers.get(index / KINDS)).orElse(null);
    }
    if (window == null) {
      return NO_WINDOW;
    }
    if (!windows.contains(window)) {
      windows.add(window);
    }
    return windows.indexOf(window);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  PolicyVersion version() {
    return version;
  }

  PathRules rules() {
    return rules;
  }

  boolean holdsAt(long micros) {
    return from <= micros && micros < end;
  }

  /** Looks at a conversion. {@return the first time at which a touch may count for it} */
  long begin(long conversionAt) {
    long first = conversionAt;
    for (int window = 0; window < starts.length; window++) {
      starts[window] =
          lengths[window] >= 0
              ? conversionAt - lengths[window]
              : micros(windows.get(window).start(instant(conversionAt)));
      first = Math.min(first, starts[window]);
    }
    return first;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
  }

  private boolean isPlain(TouchColumns touches) {
    boolean oneWindow = windows.size() == 1 && windowOf[TouchKind.CLICK.code()] == 0;
    return oneWindow && !ofOffers && !sameOffer && touches.kind == null && refusedFlags == 0;
  }

  /** {@return whether every touch that is not before its {@link #begin} counts, others apart} */
  boolean takesAll() {
    return takesAll;
  }

  /** {@return whether a touch counts, others apart} */
  boolean counts(TouchColumns touches, int row, long at, int conversionOffer) {
    int offer = touches.offer(row);
    int window = windowOf[touches.kind(row) + (ofOffers ? KINDS * offer : 0)];
    return window != NO_WINDOW
        && at >= starts[window]
        && (!sameOffer || offer == conversionOffer)
        && (touches.flags(row) & refusedFlags) == 0;
  }
}
