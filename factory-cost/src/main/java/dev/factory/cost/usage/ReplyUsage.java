package dev.factory.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where one provider's replies hold their counts, and what they mean. */
interface ReplyUsage {

  /** The name of the member that holds the counts. */
  String member();

  /** The object with the counts in a reply or in an event of a stream; null if there is none. */
  @Nullable JsonNode counts(JsonNode root);

  /** Whether this event of a stream is the one after which counts no longer change. */
  boolean isLast(JsonNode event);

  /** The normal form. */
  Usage usage(Counts counts);
}
