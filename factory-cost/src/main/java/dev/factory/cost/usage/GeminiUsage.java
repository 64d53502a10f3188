package dev.factory.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

final class GeminiUsage implements ReplyUsage {

  @Override
  public String member() {
    return "usageMetadata";
  }

  @Override
  public @Nullable JsonNode counts(JsonNode root) {
    JsonNode counts = root.path(member());
    return counts.isObject() ? counts : null;
  }

  @Override
  public boolean isLast(JsonNode event) {
    for (JsonNode candidate : event.path("candidates")) {
      if (candidate.hasNonNull("finishReason")) {
        return counts(event) != null;
      }
    }
    return event.path("promptFeedback").hasNonNull("blockReason");
  }

  @Override
  public Usage usage(Counts counts) {
    long thoughts = counts.orZero("thoughtsTokenCount");
    long input =
        Counts.add(counts.required("promptTokenCount"), counts.orZero("toolUsePromptTokenCount"));
    long output = Counts.add(counts.orZero("candidatesTokenCount"), thoughts);
    long cached = counts.orZero("cachedContentTokenCount");
    if (counts.has("totalTokenCount")
        && counts.required("totalTokenCount") > Counts.add(input, output)) {
      // a smaller total leaves out an addend; a larger one holds something that is not priced
      throw UsageException.inconsistent(
          "totalTokenCount is " + counts.required("totalTokenCount") + ", more than its parts");
    }
    long audio = counts.ofModality("promptTokensDetails", "AUDIO");
    long spoken = counts.ofModality("candidatesTokensDetails", "AUDIO");
    return new Usage(
        input,
        cached,
        0,
        0,
        Math.min(audio, Math.max(0, input - cached)),
        output,
        thoughts,
        spoken);
  }
}
