package dev.factory.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The object in which a reply counts; a member that is null counts as one that is not there. */
record Counts(JsonNode node) {

  boolean has(String name) {
    return member(name) != null;
  }

  long required(String name) {
    JsonNode member = member(name);
    if (member == null) {
      throw UsageException.missing(name);
    }
    return whole(name, member);
  }

  long orZero(String name) {
    JsonNode member = member(name);
    return member == null ? 0 : whole(name, member);
  }

  long orZero(String object, String name) {
    JsonNode inner = member(object);
    return inner == null ? 0 : new Counts(inner).orZero(name);
  }

  /** The tokens of one modality in Gemini's lists. */
  long ofModality(String list, String modality) {
    long sum = 0;
    for (JsonNode entry : node.path(list)) {
      if (entry.path("modality").asString("").equals(modality)) {
        sum = add(sum, new Counts(entry).orZero("tokenCount"));
      }
    }
    return sum;
  }

  void requireTotal(String name, long parts, String what) {
    if (has(name) && required(name) != parts) {
      throw UsageException.inconsistent(
          name + " is " + required(name) + " but " + what + " come to " + parts);
    }
  }

  static long add(long... parts) {
    long sum = 0;
    for (long part : parts) {
      if (part < 0) {
        throw new UsageException("cost.usage-negative", "a count of tokens is less than zero");
      }
      try {
        sum = Math.addExact(sum, part);
      } catch (ArithmeticException tooLarge) {
        throw new UsageException("cost.usage-not-whole", "counts of tokens do not fit together");
      }
    }
    return sum;
  }

  private @Nullable JsonNode member(String name) {
    JsonNode member = node.get(name);
    return member == null || member.isNull() ? null : member;
  }

  private static long whole(String name, JsonNode member) {
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new UsageException("cost.usage-not-whole", name + " is not a whole number that fits");
    }
    long value = member.longValue();
    if (value < 0) {
      throw new UsageException("cost.usage-negative", name + " is less than zero");
    }
    return value;
  }
}
