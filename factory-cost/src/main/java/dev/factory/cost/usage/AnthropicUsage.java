package dev.factory.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

final class AnthropicUsage implements ReplyUsage {
  private static final String WRITTEN = "cache_creation_input_tokens";

  @Override
  public String member() {
    return "usage";
  }

  @Override
  public @Nullable JsonNode counts(JsonNode root) {
    JsonNode counts = root.path("usage");
    if (!counts.isObject()) {
      counts = root.path("message").path("usage"); // message_start
    }
    return counts.isObject() ? counts : null;
  }

  @Override
  public boolean isLast(JsonNode event) {
    return event.path("type").asString("").equals("message_delta") && counts(event) != null;
  }

  @Override
  public Usage usage(Counts counts) {
    long read = counts.orZero("cache_read_input_tokens");
    long written = counts.orZero(WRITTEN);
    long writtenLong = 0;
    if (counts.has("cache_creation")) {
      long usual = counts.orZero("cache_creation", "ephemeral_5m_input_tokens");
      writtenLong = counts.orZero("cache_creation", "ephemeral_1h_input_tokens");
      counts.requireTotal(WRITTEN, Counts.add(usual, writtenLong), "the parts of cache_creation");
      written = usual;
    }
    long input = Counts.add(counts.required("input_tokens"), read, written, writtenLong);
    return new Usage(input, read, written, writtenLong, 0, counts.required("output_tokens"), 0, 0);
  }
}
