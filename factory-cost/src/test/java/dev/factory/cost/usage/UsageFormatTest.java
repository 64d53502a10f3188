package dev.factory.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageFormatTest {

  @Nested
  class OpenAi {
    @Test
    void inputIncludesWhatWasCachedAndOutputTheReasoning() {
      assertThat(
              UsageFormat.OPENAI.read(
                  """
                  {"id":"c","usage":{"prompt_tokens":2006,"completion_tokens":300,
                   "total_tokens":2306,
                   "prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},
                   "completion_tokens_details":{"reasoning_tokens":192,"audio_tokens":null}}}"""))
          .isEqualTo(new Usage(2006, 1920, 0, 0, 0, 300, 192, 0));
    }

    @Test
    void theResponsesApiHasOtherNames() {
      assertThat(
              UsageFormat.OPENAI.read(
                  """
                  {"usage":{"input_tokens":36,"input_tokens_details":{"cached_tokens":4},
                   "output_tokens":87,"output_tokens_details":{"reasoning_tokens":64},
                   "total_tokens":123}}"""))
          .isEqualTo(Usage.of(36, 87).withCache(4, 0).withReasoning(64));
    }

    @Test
    void embeddingsHaveNoOutput() {
      assertThat(UsageFormat.OPENAI.read("{\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}"))
          .isEqualTo(Usage.of(5, 0));
    }

    @Test
    void soundThatCameFromTheCacheIsCountedOnce() {
      Usage usage =
          UsageFormat.OPENAI.read(
              """
              {"usage":{"prompt_tokens":100,"completion_tokens":0,
               "prompt_tokens_details":{"cached_tokens":80,"audio_tokens":50}}}""");
      assertThat(usage.audioInput()).isEqualTo(20);
      assertThat(usage.count(UsageUnit.INPUT)).isZero();
    }

    @Test
    void theLastChunkOfAStreamCountsAndRunningTotalsReplaceEachOther() {
      UsageStream stream = UsageFormat.OPENAI.stream();
      stream.accept("{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}");
      stream.accept("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}");
      assertThat(stream.reported()).contains(Usage.of(9, 1));
      assertThatThrownBy(stream::complete).hasMessageContaining("cut");
      stream.accept("{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":7}}");
      stream.accept("[DONE]");
      assertThat(stream.complete()).isEqualTo(Usage.of(9, 7));
    }

    @Test
    void theCompletedEventOfTheResponsesApiCounts() {
      UsageStream stream = UsageFormat.OPENAI.stream();
      stream.accept("{\"type\":\"response.created\",\"response\":{\"usage\":null}}");
      stream.accept(
          "{\"type\":\"response.completed\",\"response\":{\"usage\":"
              + "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7}}}");
      assertThat(stream.complete()).isEqualTo(Usage.of(3, 4));
    }
  }

  @Nested
  class Anthropic {
    private static final String BODY =
        """
        {"type":"message","usage":{"input_tokens":50,"cache_creation_input_tokens":356,
         "cache_read_input_tokens":1111,"output_tokens":503,
         "cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":256}}}""";

    @Test
    void whatWasReadFromAndWrittenToTheCacheIsAdded() {
      assertThat(UsageFormat.ANTHROPIC.read(BODY))
          .isEqualTo(new Usage(1517, 1111, 100, 256, 0, 503, 0, 0));
      assertThat(UsageFormat.ANTHROPIC.read(BODY).fresh()).isEqualTo(50);
    }

    @Test
    void theStartOfAStreamHoldsTheInputAndItsEndTheOutput() {
      UsageStream stream = UsageFormat.ANTHROPIC.stream();
      stream.accept(
          "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":25,"
              + "\"cache_read_input_tokens\":5,\"output_tokens\":1}}}");
      stream.accept("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"x\"}}");
      assertThatThrownBy(stream::complete)
          .isInstanceOfSatisfying(
              UsageException.class, cut -> assertThat(cut.code()).isEqualTo("cost.usage-missing"));
      assertThat(stream.reported()).contains(Usage.of(30, 1).withCache(5, 0));
      stream.accept("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}");
      stream.accept("{\"type\":\"message_stop\"}");
      assertThat(stream.complete()).isEqualTo(Usage.of(30, 15).withCache(5, 0));
    }
  }

  @Nested
  class Gemini {
    @Test
    void thoughtsAndPromptsOfToolsAreAdded() {
      assertThat(
              UsageFormat.GEMINI.read(
                  """
                  {"usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":40,
                   "candidatesTokenCount":20,"thoughtsTokenCount":30,"toolUsePromptTokenCount":7,
                   "totalTokenCount":157,
                   "promptTokensDetails":[{"modality":"TEXT","tokenCount":88},
                                          {"modality":"AUDIO","tokenCount":12}]}}"""))
          .isEqualTo(new Usage(107, 40, 0, 0, 12, 50, 30, 0));
    }

    @Test
    void theChunkThatFinishesAStreamCounts() {
      UsageStream stream = UsageFormat.GEMINI.stream();
      stream.accept(
          "{\"candidates\":[{}],\"usageMetadata\":{\"promptTokenCount\":4,"
              + "\"totalTokenCount\":4}}");
      stream.accept(
          "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":"
              + "{\"promptTokenCount\":4,\"candidatesTokenCount\":6,\"totalTokenCount\":10}}");
      assertThat(stream.complete()).isEqualTo(Usage.of(4, 6));
    }
  }

  @Test
  void anExplicitZeroStaysZeroAndAMissingCountIsAnError() {
    assertThat(UsageFormat.ANTHROPIC.read("{\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}"))
        .isEqualTo(Usage.NONE);
    assertThatThrownBy(() -> UsageFormat.ANTHROPIC.read("{\"usage\":{\"output_tokens\":0}}"))
        .hasMessageContaining("input_tokens");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | cost.usage-unreadable",
        "{} | cost.usage-missing",
        "{\"usage\":null} | cost.usage-missing",
        "{\"usage\":{\"prompt_tokens\":-1}} | cost.usage-negative",
        "{\"usage\":{\"prompt_tokens\":1.5}} | cost.usage-not-whole",
        "{\"usage\":{\"prompt_tokens\":\"7\"}} | cost.usage-not-whole",
        "{\"usage\":{\"prompt_tokens\":99999999999999999999}} | cost.usage-not-whole",
        "{\"usage\":{\"prompt_tokens\":1,\"total_tokens\":3}} | cost.usage-inconsistent",
        "{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":2}}}"
            + " | cost.usage-inconsistent",
        "{\"usage\":{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":1}}"
            + " | cost.usage-not-whole",
      })
  void whatCannotBeIsNamed(String body, String code) {
    assertThatThrownBy(() -> UsageFormat.OPENAI.read(body))
        .isInstanceOfSatisfying(
            UsageException.class, wrong -> assertThat(wrong.code()).isEqualTo(code));
  }

  @Test
  void aTotalOfGeminiThatHoldsMoreThanItsPartsIsAnError() {
    assertThatThrownBy(
            () ->
                UsageFormat.GEMINI.read(
                    "{\"usageMetadata\":{\"promptTokenCount\":1,\"totalTokenCount\":2}}"))
        .hasMessageContaining("more than its parts");
  }
}
