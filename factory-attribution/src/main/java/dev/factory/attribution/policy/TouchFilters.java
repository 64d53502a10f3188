package dev.factory.attribution.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a touch from counting although it is in its window. Each rule has a reason of its own
 * in the explanation.
 *
 * <p>The rules about other touches go from the last touch before the conversion back to the first
 * and look at those that were kept, so a touch that is refused changes nothing for any other, and a
 * longer window never takes a touch away; only {@code longestPath} drops old ones for new ones.
 *
 * @param marks marks of the touch itself that refuse it
 * @param repeatWithin a touch is a repetition if a later one that counts has the same publisher,
 *     offer and kind and is at most so much later; zero or more whole seconds, null for no such
 *     rule
 * @param velocity how many touches of one publisher and kind may count in a stretch of time; null
 *     for no limit
 * @param longestPath how many touches may count for one conversion, the last ones; 1 or more
 */
public record TouchFilters(
    Set<TouchMark> marks,
    @Nullable Duration repeatWithin,
    @Nullable Velocity velocity,
    int longestPath) {

  /** Every touch in its window counts. */
  public static final TouchFilters NONE = new TouchFilters(Set.of(), null, null, Integer.MAX_VALUE);

  /**
   * A limit on how fast touches may follow each other.
   *
   * @param touches how many may count, 1 or more
   * @param within in how much time, more than zero whole seconds; a touch exactly so much older
   *     than another is outside
   */
  public record Velocity(int touches, Duration within) {

    /** Refuses a limit that lets nothing through. */
    public Velocity {
      requireWhole("the time of a velocity limit", within);
      if (touches < 1 || within.isZero()) {
        throw new IllegalArgumentException(
            "a velocity limit allows 1 touch or more in more than no time");
      }
    }
  }

  /** Copies the marks and refuses values that cannot be. */
  public TouchFilters {
    marks =
        marks.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(new TreeSet<>(EnumSet.copyOf(marks)));
    if (repeatWithin != null) {
      requireWhole("the time of repetitions", repeatWithin);
    }
    if (longestPath < 1) {
      throw new IllegalArgumentException("a path has 1 touch or more, not " + longestPath);
    }
  }

  /** {@return filters that refuse all marks and nothing else} */
  public static TouchFilters allMarks() {
    return new TouchFilters(EnumSet.allOf(TouchMark.class), null, null, Integer.MAX_VALUE);
  }

  /** {@return whether a touch may be refused because of others} */
  public boolean lookAtOthers() {
    return repeatWithin != null || velocity != null || longestPath < Integer.MAX_VALUE;
  }

  private static void requireWhole(String what, Duration time) {
    if (time.isNegative()
        || time.toNanosPart() != 0
        || time.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException(
          what + " is zero or more whole seconds, at most 36500 days, not " + time);
    }
  }
}
