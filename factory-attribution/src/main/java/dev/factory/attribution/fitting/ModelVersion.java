package dev.factory.attribution.fitting;

import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A fitted model, frozen: a whole-number weight for each channel. Money is divided by these numbers
 * and never by what they were rounded from.
 *
 * @param kind how it was fitted, for example {@code SHAPLEY} or {@code MARKOV-2}; 1 to 64 capitals,
 *     digits or hyphens
 * @param weights from 0 to {@value #MAX_WEIGHT} for each channel, at least one not zero; channels
 *     that are left out weigh nothing
 */
public record ModelVersion(String kind, NavigableMap<String, Long> weights) {
  /** The largest weight: paths of nine million touches still add up within 64 bits. */
  public static final long MAX_WEIGHT = 1_000_000_000_000L;

  /** What the weights of {@link #frozen} add up to, but for rounding. */
  public static final long SCALE = 1_000_000_000L;

  private static final long FORMAT = 1;
  private static final Pattern KIND = Pattern.compile("[A-Z0-9-]{1,64}");

  /** Copies and sorts the weights; refuses those that cannot be. */
  public ModelVersion {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "the kind of a model is 1 to 64 capitals, digits or hyphens");
    }
    weights = Collections.unmodifiableNavigableMap(new TreeMap<>(weights));
    long heaviest = 0;
    for (long weight : weights.values()) {
      if (weight < 0 || weight > MAX_WEIGHT) {
        throw new IllegalArgumentException(
            "the weight of a channel is 0 to " + MAX_WEIGHT + ", not " + weight);
      }
      heaviest = Math.max(heaviest, weight);
    }
    if (heaviest == 0) {
      throw new IllegalArgumentException("a model has a channel that weighs more than nothing");
    }
  }

  /**
   * {@return the model whose weights are these values, scaled to {@value #SCALE} together and each
   * rounded to the nearest whole, halves up}
   *
   * @throws IllegalArgumentException if one is negative, so that no money could follow it, or all
   *     are zero
   */
  public static ModelVersion frozen(String kind, Map<String, Fraction> values) {
    Fraction total = Fraction.ZERO;
    for (Fraction value : values.values()) {
      if (value.signum() < 0) {
        throw new IllegalArgumentException(
            "a channel of the model has a negative value, and nobody can be paid less than nothing;"
                + " leave it out");
      }
      total = total.plus(value);
    }
    if (total.signum() == 0) {
      throw new IllegalArgumentException("a model has a channel that weighs more than nothing");
    }
    NavigableMap<String, Long> weights = new TreeMap<>();
    for (Map.Entry<String, Fraction> entry : values.entrySet()) {
      Fraction share = entry.getValue().over(total);
      weights.put(
          entry.getKey(), share.times(BigInteger.valueOf(SCALE)).rounded().longValueExact());
    }
    return new ModelVersion(kind, weights);
  }

  /** {@return the weight of a channel; zero if the model does not know it} */
  public long weight(String channel) {
    Long weight = weights.get(channel);
    return weight == null ? 0 : weight;
  }

  /** {@return the SHA-256 of {@link #canonicalJson}} */
  public ModelHash hash() {
    return new ModelHash(Sha256.of(canonicalJson()));
  }

  /**
   * {@return the version as canonical JSON (RFC 8785), which {@link #parse} reads back}
   *
   * <p>Members: {@code v} (1), {@code kind}, {@code weights} (by channel).
   */
  public byte[] canonicalJson() {
    return CanonicalJson.of(members());
  }

  /** {@return the members of {@link #canonicalJson}} */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("v", FORMAT);
    members.put("kind", kind);
    members.put("weights", weights);
    return Collections.unmodifiableMap(members);
  }

  /**
   * {@return the version that {@code canonicalJson} describes}
   *
   * @throws FactoryException {@code attribution.unreadable-document} if it is not what {@link
   *     #canonicalJson} writes
   */
  public static ModelVersion parse(byte[] canonicalJson) {
    JsonMembers members = new JsonMembers("a model", CanonicalJson.parseObject(canonicalJson));
    members.requireVersion(FORMAT);
    try {
      JsonMembers channels = members.object("weights");
      NavigableMap<String, Long> weights = new TreeMap<>();
      for (String channel : channels.names()) {
        weights.put(channel, channels.integer(channel));
      }
      return new ModelVersion(members.text("kind"), weights);
    } catch (IllegalArgumentException e) {
      throw members.damaged("has a value that cannot be", e);
    }
  }
}
