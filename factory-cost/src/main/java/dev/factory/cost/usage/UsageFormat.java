package dev.factory.cost.usage;

import dev.factory.core.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How a provider reports usage. The names and their meaning are those of its API reference. */
public enum UsageFormat {
  /**
   * Chat Completions, Responses and Embeddings of OpenAI, and servers compatible with them: the
   * input includes what was cached, the output the reasoning.
   */
  OPENAI,
  /**
   * Messages of Anthropic: {@code input_tokens} leaves out what was read from and written to the
   * cache; both are added.
   */
  ANTHROPIC,
  /**
   * {@code generateContent} of Gemini: the prompt includes what was cached; thoughts and prompts of
   * tools are counted beside it and added.
   */
  GEMINI;

  private ReplyUsage reply() {
    return switch (this) {
      case OPENAI -> new OpenAiUsage();
      case ANTHROPIC -> new AnthropicUsage();
      case GEMINI -> new GeminiUsage();
    };
  }

  /**
   * {@return what the reply says it used; zero only where it says zero or has no such part}
   *
   * @param body the whole reply, JSON
   * @throws UsageException if it does not say, or says something that cannot be
   */
  public Usage read(String body) {
    ReplyUsage reply = reply();
    JsonNode counts = reply.counts(parse(body));
    if (counts == null) {
      throw UsageException.missing(reply.member());
    }
    return reply.usage(new Counts(counts));
  }

  /** {@return a reader of one streamed reply} */
  public UsageStream stream() {
    return new UsageStream(reply());
  }

  static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException unreadable) {
      // the parser's own message may quote the reply
      throw new UsageException("cost.usage-unreadable", "the reply is not JSON");
    }
  }
}
