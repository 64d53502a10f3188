package dev.factory.cost.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.core.json.CanonicalJson;
import dev.factory.cost.bound.CallShape;
import dev.factory.cost.price.PriceSelector;
import java.util.List;
import java.util.Set;

/**
 * A question to a model, whichever model it will be.
 *
 * @param messages at least one
 * @param maxOutput the most tokens of one answer, at least 1; without it nothing would bound the
 *     cost
 * @param answers how many answers are asked for, at least 1
 * @param options further members of the request as a JSON object, kept in canonical form: {@code
 *     {"temperature":0}}
 */
public record ModelCall(List<Message> messages, long maxOutput, int answers, String options) {
  private static final Set<String> OWN =
      Set.of(
          "model",
          "messages",
          "n",
          "max_tokens",
          "max_completion_tokens",
          "stream",
          "stream_options");

  /** Copies the messages; refuses options that would contradict the call. */
  public ModelCall {
    messages = List.copyOf(messages);
    if (messages.isEmpty() || maxOutput < 1 || answers < 1) {
      throw new IllegalArgumentException(
          "a call has at least one message, one token of output and one answer");
    }
    byte[] canonical = CanonicalJson.canonicalize(options);
    for (String name : CanonicalJson.parseObject(canonical).keySet()) {
      if (OWN.contains(name)) {
        throw new IllegalArgumentException(name + " is no option; it follows from the call itself");
      }
    }
    options = new String(canonical, UTF_8);
  }

  /** {@return a call for one answer without options} */
  public static ModelCall of(long maxOutput, Message... messages) {
    return new ModelCall(List.of(messages), maxOutput, 1, "{}");
  }

  /** {@return what bounds its cost at a price} */
  public CallShape shape(PriceSelector price) {
    long bytes = utf8Length(options);
    for (Message message : messages) {
      bytes += message.role().length() + utf8Length(message.text());
    }
    return new CallShape(price, bytes, messages.size(), 0, answers, List.of(maxOutput), false);
  }

  /** {@return how many bytes of UTF-8 {@code text} has, without making them} */
  static long utf8Length(String text) {
    long bytes = text.length();
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      // each half of a pair counts two: four together
      bytes += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
    }
    return bytes;
  }

  /** What is said may be personal and stays out of logs. */
  @Override
  public String toString() {
    return "ModelCall[" + messages.size() + " messages, maxOutput=" + maxOutput + "]";
  }
}
