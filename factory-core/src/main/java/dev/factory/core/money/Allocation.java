package dev.factory.core.money;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Splits whole amounts by weights, by the largest-remainder method (Hamilton) on exact remainders.
 *
 * <p>What holds for every split:
 *
 * <ol>
 *   <li>the parts add up to the amount;
 *   <li>each part is the floor or the ceiling of its exact share;
 *   <li>splitting the negative amount gives the negative parts;
 *   <li>reordering the parties reorders the parts, where ties go to the party with the lower index
 *       ({@link #split}) or the lower key ({@link #among});
 *   <li>weight 0 gets 0;
 *   <li>multiplying all weights by one number changes nothing;
 *   <li>no other whole parts with that sum are closer to the exact shares in total;
 *   <li>parts of refunds made with {@link #increment} add up: refunding everything in any slices
 *       gives every part back exactly.
 * </ol>
 *
 * <p>Amounts may be any {@code long}, in whatever unit the caller counts; weights may be any {@code
 * long} from zero.
 */
public final class Allocation {
  private Allocation() {}

  /**
   * What a rate takes of an amount, and the rest; together they are the amount.
   *
   * @param taken the part of the rate
   * @param rest the part of its complement
   */
  public record Share(long taken, long rest) {}

  /**
   * What a rate takes of an amount of money, and the rest; together they are the amount.
   *
   * @param taken the part of the rate
   * @param rest the part of its complement
   */
  public record MoneyShare(Money taken, Money rest) {}

  /**
   * {@return one part for each weight, in the order of the weights}
   *
   * @param amount what to split; negative amounts give negative parts
   * @param weights one for each party, zero or more, at least one of them not zero; order the
   *     parties by a stable key, because ties go to the lower index
   * @throws IllegalArgumentException if there is no weight, one is negative or all are zero
   */
  public static long[] split(long amount, long[] weights) {
    long total = 0;
    long heaviest = 0;
    boolean narrow = true;
    for (int party = 0; party < weights.length; party++) {
      long weight = weights[party];
      if (weight < 0) {
        throw new IllegalArgumentException(
            "weight " + party + " is " + weight + "; a weight is zero or more");
      }
      heaviest = Math.max(heaviest, weight);
      total += weight;
      narrow &= total >= 0;
    }
    if (heaviest == 0) {
      throw new IllegalArgumentException(
          weights.length == 0
              ? "there is no weight; a split needs at least one that is more than zero"
              : "all " + weights.length + " weights are zero; at least one must be more");
    }
    // the least long has no absolute value: its product is negative, so it takes the wide path
    long size = Math.abs(amount);
    narrow &= Math.multiplyHigh(size, heaviest) == 0 && size * heaviest >= 0;
    return narrow ? NarrowSplit.split(amount, weights, total) : WideSplit.split(amount, weights);
  }

  /**
   * {@return parts as {@link #split(long, long[])} gives them, each a multiple of {@code step}}
   *
   * @param amount a multiple of {@code step}
   * @param weights as in {@link #split(long, long[])}
   * @param step the smallest unit that can be given, 1 or more
   * @throws IllegalArgumentException if the step is not positive or does not divide the amount, or
   *     the weights are wrong as in {@link #split(long, long[])}
   */
  public static long[] split(long amount, long[] weights, long step) {
    if (step < 1) {
      throw new IllegalArgumentException("a step is 1 or more, not " + step);
    }
    if (amount % step != 0) {
      throw new IllegalArgumentException(
          "the amount " + amount + " is not a multiple of the step " + step);
    }
    long[] parts = split(amount / step, weights);
    for (int party = 0; party < parts.length; party++) {
      parts[party] *= step;
    }
    return parts;
  }

  /**
   * {@return what each party gets when the amount grows by {@code delta}: its part of {@code before
   * + delta} less its part of {@code before}}
   *
   * <p>Used for refunds and other corrections that come in slices: however the slices fall, their
   * parts add up to one split of the whole. For the same reason a single part may move one unit
   * against the sign of {@code delta} (the Alabama paradox of largest remainders); the sum of the
   * parts is always {@code delta}.
   *
   * @param before what was split so far
   * @param delta what is added to it, of either sign
   * @param weights the same weights in the same order every time
   * @throws ArithmeticException if {@code before + delta} does not fit 64 bits
   * @throws IllegalArgumentException if the weights are wrong as in {@link #split(long, long[])}
   */
  public static long[] increment(long before, long delta, long[] weights) {
    long[] parts = split(Exact.add(before, delta, "units", ""), weights);
    long[] given = split(before, weights);
    for (int party = 0; party < parts.length; party++) {
      parts[party] = Exact.subtract(parts[party], given[party], "units", "");
    }
    return parts;
  }

  /**
   * {@return what {@code rate} takes of {@code amount}: the two parts of a split by the rate and
   * its complement}
   *
   * <p>So the taken part is the exact one rounded to the nearest whole, and a tie goes to it.
   *
   * @param rate at most one
   * @throws IllegalArgumentException if the rate is more than one
   */
  public static Share share(long amount, Rate rate) {
    if (!rate.isAtMostOne()) {
      throw new IllegalArgumentException("a share is at most 1, not " + rate);
    }
    long[] parts =
        split(amount, new long[] {rate.numerator(), rate.denominator() - rate.numerator()});
    return new Share(parts[0], parts[1]);
  }

  /**
   * {@return what {@code rate} takes of {@code amount} in whole minor units, as {@link #share(long,
   * Rate)}: 70 % of $2,150.00 is $1,505.00 and leaves $645.00}
   *
   * @param rate at most one
   * @throws IllegalArgumentException if the rate is more than one
   */
  public static MoneyShare share(Money amount, Rate rate) {
    Share share = share(amount.minor(), rate);
    return new MoneyShare(
        new Money(amount.currency(), share.taken()), new Money(amount.currency(), share.rest()));
  }

  /**
   * {@return one part for each key, in the order of the keys, which also settles ties}
   *
   * @param amount what to split; negative amounts give negative parts
   * @param weights the weight of each key, zero or more, at least one of them not zero
   * @throws IllegalArgumentException if there is no weight, one is negative, all are zero, or two
   *     keys compare as equal
   */
  public static <K extends Comparable<? super K>> NavigableMap<K, Long> among(
      long amount, Map<K, Long> weights) {
    return among(amount, weights, Long::valueOf);
  }

  /** {@return one part in whole minor units for each key, as {@link #among(long, Map)}} */
  public static <K extends Comparable<? super K>> NavigableMap<K, Money> among(
      Money amount, Map<K, Long> weights) {
    return among(amount.minor(), weights, part -> new Money(amount.currency(), part));
  }

  /** {@return one part in whole millionths for each key, as {@link #among(long, Map)}} */
  public static <K extends Comparable<? super K>> NavigableMap<K, MicroMoney> among(
      MicroMoney amount, Map<K, Long> weights) {
    return among(amount.micro(), weights, part -> new MicroMoney(amount.currency(), part));
  }

  private static <K extends Comparable<? super K>, V> NavigableMap<K, V> among(
      long amount, Map<K, Long> weights, LongFunction<V> unit) {
    NavigableMap<K, Long> sorted = new TreeMap<>(weights);
    if (sorted.size() != weights.size()) {
      throw new IllegalArgumentException(
          "two keys compare as equal; each party needs a key of its own");
    }
    long[] parts = split(amount, sorted.values().stream().mapToLong(Long::longValue).toArray());
    NavigableMap<K, V> result = new TreeMap<>();
    int party = 0;
    for (K key : sorted.keySet()) {
      result.put(key, unit.apply(parts[party++]));
    }
    return Collections.unmodifiableNavigableMap(result);
  }
}
