package dev.factory.cost.bound;

import dev.factory.cost.price.PriceSelector;
import java.util.List;

/**
 * What is known of a call before it is made.
 *
 * @param selector which price it will have
 * @param inputBytes length of everything that is sent as text, in bytes of UTF-8: messages, tools
 *     and schemas
 * @param messages how many messages carry it
 * @param otherInput tokens of what is not text (images, sound), as their provider counts them
 * @param answers how many answers are asked for, at least 1
 * @param outputLimits every limit the call sets on one answer, each above zero; empty if none
 * @param audio whether sound may go in or come out
 */
public record CallShape(
    PriceSelector selector,
    long inputBytes,
    int messages,
    long otherInput,
    int answers,
    List<Long> outputLimits,
    boolean audio) {

  /** Copies the list and refuses counts that cannot be. */
  public CallShape {
    outputLimits = List.copyOf(outputLimits);
    if (inputBytes < 0 || messages < 0 || otherInput < 0 || answers < 1) {
      throw new IllegalArgumentException(
          "a call has zero or more bytes, messages and tokens, and at least one answer");
    }
    if (outputLimits.stream().anyMatch(limit -> limit < 1)) {
      throw new IllegalArgumentException("a limit on an answer is at least one token");
    }
  }

  /** {@return a call of text for one answer of at most {@code outputLimit} tokens} */
  public static CallShape text(
      PriceSelector selector, long inputBytes, int messages, long outputLimit) {
    return new CallShape(selector, inputBytes, messages, 0, 1, List.of(outputLimit), false);
  }
}
