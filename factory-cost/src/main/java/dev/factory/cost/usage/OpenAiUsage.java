package dev.factory.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

final class OpenAiUsage implements ReplyUsage {

  @Override
  public String member() {
    return "usage";
  }

  @Override
  public @Nullable JsonNode counts(JsonNode root) {
    JsonNode counts = root.path("usage");
    if (!counts.isObject()) {
      counts = root.path("response").path("usage"); // events of the Responses API
    }
    return counts.isObject() ? counts : null;
  }

  @Override
  public boolean isLast(JsonNode event) {
    // compatible servers may send a running count with every chunk; only the last has no choices
    JsonNode choices = event.path("choices");
    return choices.isArray() ? choices.isEmpty() : counts(event) != null;
  }

  @Override
  public Usage usage(Counts counts) {
    boolean chat = counts.has("prompt_tokens");
    String in = chat ? "prompt_tokens" : "input_tokens";
    String out = chat ? "completion_tokens" : "output_tokens";
    long input = counts.required(in);
    long output = chat ? counts.orZero(out) : counts.required(out); // embeddings have no output
    counts.requireTotal("total_tokens", Counts.add(input, output), in + " and " + out);
    long cached = counts.orZero(in + "_details", "cached_tokens");
    long audio = counts.orZero(in + "_details", "audio_tokens");
    return new Usage(
        input,
        cached,
        0,
        0,
        // sound that came from the cache stands in both counts
        Math.min(audio, Math.max(0, input - cached)),
        output,
        counts.orZero(out + "_details", "reasoning_tokens"),
        counts.orZero(out + "_details", "audio_tokens"));
  }
}
