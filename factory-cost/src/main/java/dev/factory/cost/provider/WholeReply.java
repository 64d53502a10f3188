package dev.factory.cost.provider;

import dev.factory.core.json.Json;
import dev.factory.cost.usage.UsageException;
import dev.factory.cost.usage.UsageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A reply that comes at once. */
final class WholeReply extends ReplyReader {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Override
  boolean read(ByteBuffer buffer) {
    byte[] more = new byte[buffer.remaining()];
    buffer.get(more);
    body.write(more, 0, more.length);
    return true;
  }

  @Override
  boolean isComplete() {
    return false;
  }

  @Override
  ProviderOutcome whole() {
    String text = body.toString(StandardCharsets.UTF_8);
    JsonNode root;
    try {
      root = Json.mapper().readTree(text);
    } catch (JacksonException unreadable) {
      return new ProviderOutcome.Failed(Failure.sent(Failure.Kind.UNREADABLE));
    }
    JsonNode first = root.path("choices").path(0);
    if (!first.isObject()) {
      return new ProviderOutcome.Failed(Failure.sent(Failure.Kind.UNREADABLE));
    }
    ModelReply reply =
        new ModelReply(
            first.path("message").path("content").asString(""),
            first.path("finish_reason").asString(""),
            root.path("model").asString(""),
            text);
    try {
      return new ProviderOutcome.Answered(reply, UsageFormat.OPENAI.read(text));
    } catch (UsageException unusable) {
      return new ProviderOutcome.Unmetered(reply, unusable.code());
    }
  }
}
