package dev.factory.attribution.fitting;

import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Removal effects in whole numbers, by the fraction-free elimination of Bareiss (1968), one system
 * for each channel: slow, exact, and independent of what it checks.
 */
final class ExactEffects {
  /** More states would take minutes. */
  static final int MAX_STATES = 64;

  private static final int NO_CHANNEL = -1;

  private ExactEffects() {}

  static NavigableMap<String, Fraction> of(TransitionCounts counts) {
    if (counts.states() > MAX_STATES) {
      throw new IllegalArgumentException(
          "exact effects are computed for at most "
              + MAX_STATES
              + " states, not "
              + counts.states());
    }
    Fraction all = converting(counts, new int[0]);
    NavigableMap<String, Fraction> effects = new TreeMap<>();
    for (int channel = 0; channel < counts.channels().size(); channel++) {
      Fraction without = converting(counts, counts.statesOf(channel));
      effects.put(counts.channels().get(channel), Fraction.ONE.minus(without.over(all)));
    }
    return effects;
  }

  /** {@return how many of those who start convert if some states are dead ends} */
  private static Fraction converting(TransitionCounts counts, int[] removed) {
    int[] kept = kept(counts.states(), removed);
    int size = kept.length;
    // the last row carries the starts: after elimination its corner is the sum that is asked for
    BigInteger[][] matrix = new BigInteger[size + 1][size + 1];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        matrix[row][column] = BigInteger.valueOf(counts.leavingMinusSteps(kept[row], kept[column]));
      }
      matrix[row][size] = BigInteger.valueOf(counts.conversions(kept[row]));
      matrix[size][row] = BigInteger.valueOf(-counts.starts(kept[row]));
    }
    matrix[size][size] = BigInteger.ZERO;
    BigInteger before = BigInteger.ONE;
    for (int pivot = 0; pivot < size; pivot++) {
      BigInteger corner = matrix[pivot][pivot];
      for (int row = pivot + 1; row <= size; row++) {
        for (int column = pivot + 1; column <= size; column++) {
          matrix[row][column] =
              corner
                  .multiply(matrix[row][column])
                  .subtract(matrix[row][pivot].multiply(matrix[pivot][column]))
                  .divide(before);
        }
      }
      before = corner;
    }
    return new Fraction(matrix[size][size], before);
  }

  private static int[] kept(int states, int[] removed) {
    int[] kept = new int[states - removed.length];
    int next = 0;
    int index = 0;
    for (int state = 0; state < states; state++) {
      int gone = index < removed.length ? removed[index] : NO_CHANNEL;
      if (gone == state) {
        index++;
      } else {
        kept[next++] = state;
      }
    }
    return kept;
  }
}
