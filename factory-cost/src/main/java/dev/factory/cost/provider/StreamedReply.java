package dev.factory.cost.provider;

import dev.factory.core.json.Json;
import dev.factory.cost.usage.UsageException;
import dev.factory.cost.usage.UsageFormat;
import dev.factory.cost.usage.UsageStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A reply in server-sent events (HTML Standard, section 9.2.6): lines of {@code data:}, a blank
 * line after each event; an event that the end of the stream interrupts is none.
 */
final class StreamedReply extends ReplyReader {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedReply.class);
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  private final StreamSink sink;
  private final UsageStream usage = UsageFormat.OPENAI.stream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder event = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private String finish = "";
  private String model = "";
  private boolean done;

  StreamedReply(StreamSink sink) {
    this.sink = sink;
  }

  @Override
  boolean read(ByteBuffer buffer) {
    try {
      while (buffer.hasRemaining() && !done) {
        byte unit = buffer.get();
        if (unit == '\n') {
          lineEnded();
        } else {
          line.write(unit);
        }
      }
      return true;
    } catch (CharacterCodingException | JacksonException | UsageException garbage) {
      return false;
    }
  }

  private void lineEnded() throws CharacterCodingException {
    byte[] bytes = line.toByteArray();
    line.reset();
    int length =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    String whole =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    if (whole.isEmpty()) {
      if (event.length() > 0) {
        String data = event.toString();
        event.setLength(0);
        take(data);
      }
    } else if (whole.startsWith(DATA)) {
      String data = whole.substring(DATA.length());
      if (event.length() > 0) {
        event.append('\n');
      }
      event.append(data.startsWith(" ") ? data.substring(1) : data);
    }
  }

  private void take(String data) {
    usage.accept(data);
    if (data.strip().equals(DONE)) {
      done = true;
      return;
    }
    JsonNode chunk = Json.mapper().readTree(data);
    model = chunk.path("model").asString(model);
    for (JsonNode choice : chunk.path("choices")) {
      boolean first = choice.path("index").asInt(0) == 0;
      JsonNode delta = choice.path("delta");
      String piece = first ? delta.path("content").asString("") : "";
      text.append(piece);
      if (first && choice.hasNonNull("finish_reason")) {
        finish = choice.path("finish_reason").asString("");
      }
      deliver(piece, billed(delta));
    }
  }

  private void deliver(String piece, long bytes) {
    if (bytes == 0) {
      return;
    }
    try {
      sink.piece(piece, bytes);
    } catch (RuntimeException refused) {
      LOG.debug("The taker of a stream refused a piece; the call is given up.", refused);
      end(Failure.Kind.CANCELLED);
    }
  }

  /**
   * Whatever is written in a delta may be billed: text, reasoning, names and arguments of tools.
   */
  private static long billed(JsonNode delta) {
    if (delta.isString()) {
      return ModelCall.utf8Length(delta.stringValue());
    }
    long bytes = 0;
    for (JsonNode member : delta) {
      bytes += billed(member);
    }
    return bytes;
  }

  @Override
  boolean isComplete() {
    return done;
  }

  @Override
  ProviderOutcome whole() {
    if (!done && finish.isEmpty()) {
      return new ProviderOutcome.Failed(Failure.sent(Failure.Kind.CUT));
    }
    ModelReply reply = new ModelReply(text.toString(), finish, model, "");
    try {
      return new ProviderOutcome.Answered(reply, usage.complete());
    } catch (UsageException unusable) {
      return new ProviderOutcome.Unmetered(reply, unusable.code());
    }
  }
}
