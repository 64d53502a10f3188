package dev.factory.cost.usage;

import dev.factory.core.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the usage of one streamed reply while it passes by. Counts that providers repeat are
 * running totals, so a later one replaces an earlier one.
 *
 * <p><b>Threads:</b> for one thread at a time.
 */
public final class UsageStream {
  private static final String DONE = "[DONE]";

  private final ReplyUsage reply;
  private final ObjectNode counts = Json.mapper().createObjectNode();
  private boolean last;

  UsageStream(ReplyUsage reply) {
    this.reply = reply;
  }

  /**
   * Takes one event.
   *
   * @param data what stands after {@code data:}, one JSON value or {@code [DONE]}; blank is passed
   *     over
   * @throws UsageException if it is not JSON; what was read before is kept
   */
  public void accept(String data) {
    if (data.isBlank()) {
      return;
    }
    if (data.strip().equals(DONE)) {
      last = !counts.isEmpty();
      return;
    }
    JsonNode event = UsageFormat.parse(data);
    JsonNode found = reply.counts(event);
    if (found != null) {
      found.properties().stream()
          .filter(member -> !member.getValue().isNull())
          .forEach(member -> counts.set(member.getKey(), member.getValue()));
    }
    last |= reply.isLast(event) && !counts.isEmpty();
  }

  /**
   * {@return what was reported up to here; empty if nothing readable was}
   *
   * <p>For settling a stream that was cut: it is a lower bound of what the provider bills.
   */
  public Optional<Usage> reported() {
    try {
      return counts.isEmpty() ? Optional.empty() : Optional.of(reply.usage(new Counts(counts)));
    } catch (UsageException unusable) {
      return Optional.empty();
    }
  }

  /**
   * {@return what the whole reply used}
   *
   * @throws UsageException with code {@code cost.usage-missing} if the stream ended before its
   *     final counts, or another one if they cannot be
   */
  public Usage complete() {
    if (!last) {
      throw UsageException.missing(reply.member() + " of its last event: the stream was cut");
    }
    return reply.usage(new Counts(counts));
  }
}
