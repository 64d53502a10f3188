package dev.factory.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  private static final JsonMapper MAPPER = Json.mapper();

  enum Kind {
    CLICK,
    SALE
  }

  record Sample(
      int count, boolean paid, String id, @Nullable Kind kind, @Nullable List<String> tags) {}

  record Times(Instant at, LocalDate day, Duration window, OffsetDateTime local) {}

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"id\":\"b\"}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"other\":1}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\"} {}",
          "{\"count\":null,\"paid\":true,\"id\":\"a\"}",
          "{\"count\":\"1\",\"paid\":true,\"id\":\"a\"}",
          "{\"count\":\"\",\"paid\":true,\"id\":\"a\"}",
          "{\"count\":1.5,\"paid\":true,\"id\":\"a\"}",
          "{\"count\":1.0,\"paid\":true,\"id\":\"a\"}",
          "{\"count\":true,\"paid\":true,\"id\":\"a\"}",
          "{\"count\":1,\"paid\":1,\"id\":\"a\"}",
          "{\"count\":1,\"paid\":\"true\",\"id\":\"a\"}",
          "{\"count\":1,\"paid\":true,\"id\":12}",
          "{\"count\":1,\"paid\":true,\"id\":1.5}",
          "{\"count\":1,\"paid\":true,\"id\":false}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"kind\":0}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"kind\":\"click\"}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"kind\":\"\"}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"tags\":\"one\"}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",\"tags\":\"\"}",
          "{\"count\":01,\"paid\":true,\"id\":\"a\"}",
          "{\"count\":1,\"paid\":true,\"id\":\"a\",}"
        })
    void whatTheSenderMayHaveMeantDifferently(String json) {
      assertThatThrownBy(() -> MAPPER.readValue(json, Sample.class))
          .isInstanceOf(JacksonException.class);
    }

    @Test
    void aNameThatIsThereTwiceInATree() {
      assertThatThrownBy(() -> MAPPER.readTree("{\"a\":1,\"a\":2}"))
          .isInstanceOf(JacksonException.class);
      assertThatThrownBy(() -> MAPPER.readValue("{\"a\":1,\"a\":2}", Map.class))
          .isInstanceOf(JacksonException.class);
    }

    @Test
    void aNumberWhereAnAmountIsText() {
      assertThatThrownBy(() -> MAPPER.readValue("\"1.5\"", BigDecimal.class))
          .isInstanceOf(JacksonException.class);
    }
  }

  @Nested
  class Reads {
    @Test
    void aRecordWithOrWithoutItsOptionalMembers() {
      assertThat(MAPPER.readValue("{\"count\":1,\"paid\":true,\"id\":\"a\"}", Sample.class))
          .isEqualTo(new Sample(1, true, "a", null, null));
      Sample full = new Sample(2, false, "b", Kind.SALE, List.of("x", "y"));
      assertThat(MAPPER.readValue(MAPPER.writeValueAsString(full), Sample.class)).isEqualTo(full);
    }

    @Test
    void everyDigitOfAFraction() {
      assertThat(MAPPER.readValue("0.10000000000000000001", Object.class))
          .isEqualTo(new BigDecimal("0.10000000000000000001"));
      assertThat(MAPPER.readTree("0.10000000000000000001").decimalValue())
          .isEqualTo(new BigDecimal("0.10000000000000000001"));
    }

    @Test
    void timesWithTheOffsetTheyWereSentWith() {
      assertThat(MAPPER.readValue("\"2026-01-24T12:34:56+05:30\"", OffsetDateTime.class))
          .isEqualTo(OffsetDateTime.parse("2026-01-24T12:34:56+05:30"));
    }
  }

  @Test
  void datesTimesAndDurationsAreIsoText() {
    Times times =
        new Times(
            Instant.parse("2026-01-24T12:34:56.123Z"),
            LocalDate.of(2026, 1, 31),
            Duration.ofDays(30),
            OffsetDateTime.parse("2026-01-24T12:34:56+05:30"));
    String json = MAPPER.writeValueAsString(times);
    assertThat(json)
        .contains(
            "\"at\":\"2026-01-24T12:34:56.123Z\"",
            "\"day\":\"2026-01-31\"",
            "\"window\":\"PT720H\"",
            "\"local\":\"2026-01-24T12:34:56+05:30\"");
    assertThat(MAPPER.readValue(json, Times.class)).isEqualTo(times);
  }

  @Test
  void itIsTheSameMapperEveryTime() {
    assertThat(Json.mapper()).isSameAs(MAPPER);
  }
}
