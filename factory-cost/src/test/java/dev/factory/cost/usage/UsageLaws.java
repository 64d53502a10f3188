package dev.factory.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class UsageLaws {

  @Property(tries = 1_000)
  void everyTokenIsCountedInExactlyOneUnit(
      @ForAll @IntRange(max = 1_000) int fresh,
      @ForAll @Size(8) List<@IntRange(max = 1_000) Integer> part) {
    Usage usage =
        new Usage(
            fresh + part.get(0) + part.get(1) + part.get(2) + part.get(3),
            part.get(0),
            part.get(1),
            part.get(2),
            part.get(3),
            part.get(4) + part.get(5) + part.get(6),
            part.get(5),
            part.get(6));
    long counted = -1; // the request
    for (UsageUnit unit : UsageUnit.values()) {
      assertThat(usage.count(unit)).isNotNegative();
      counted += usage.count(unit);
    }
    assertThat(counted).isEqualTo(usage.total());
  }

  @Property(tries = 1_000)
  void readingAStreamIsReadingTheWholeReply(
      @ForAll @IntRange(max = 10_000) int input,
      @ForAll @IntRange(max = 500) int read,
      @ForAll @IntRange(max = 500) int written,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 900) Integer> outputs) {
    int output = outputs.get(outputs.size() - 1);
    String caches =
        "\"cache_read_input_tokens\":" + read + ",\"cache_creation_input_tokens\":" + written;
    UsageStream anthropic = UsageFormat.ANTHROPIC.stream();
    anthropic.accept(
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":"
            + input
            + ","
            + caches
            + ",\"output_tokens\":1}}}");
    UsageStream gemini = UsageFormat.GEMINI.stream();
    for (int running : outputs) {
      anthropic.accept(
          "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":" + running + "}}");
      gemini.accept(
          "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":"
              + input
              + ",\"candidatesTokenCount\":"
              + running
              + "}}");
    }
    assertThat(anthropic.complete())
        .isEqualTo(
            UsageFormat.ANTHROPIC.read(
                "{\"usage\":{\"input_tokens\":"
                    + input
                    + ","
                    + caches
                    + ",\"output_tokens\":"
                    + output
                    + "}}"));
    assertThat(gemini.complete()).isEqualTo(Usage.of(input, output));
  }

  @Property(tries = 1_000)
  void aStreamCutAtAnyByteIsReadOrRefusedAndNeverMadeUp(@ForAll @IntRange(max = 200) int cut) {
    String whole =
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":123,\"completion_tokens\":45,"
            + "\"total_tokens\":168}}";
    UsageStream stream = UsageFormat.OPENAI.stream();
    if (cut >= whole.length()) {
      stream.accept(whole);
      assertThat(stream.complete()).isEqualTo(Usage.of(123, 45));
    } else if (!whole.substring(0, cut).isBlank()) {
      assertThatThrownBy(() -> stream.accept(whole.substring(0, cut)))
          .isInstanceOf(UsageException.class);
      assertThatThrownBy(stream::complete).isInstanceOf(UsageException.class);
    }
  }
}
