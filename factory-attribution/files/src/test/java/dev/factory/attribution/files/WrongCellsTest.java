package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong cell of a row that is right otherwise, with the whole reason. */
class WrongCellsTest extends FilesFixture {
  private static final Map<String, String> TOUCHPOINT =
      Map.of(
          "event_id",
          "c",
          "user_key",
          "u",
          "at",
          "2026-01-24T12:34:56Z",
          "publisher_id",
          "p",
          "offer_id",
          "o");
  private static final Map<String, String> CONVERSION =
      Map.of(
          "event_id",
          "c",
          "order_id",
          "r",
          "user_key",
          "u",
          "at",
          "2026-01-24T12:34:56Z",
          "gross",
          "50.00",
          "currency",
          "USD",
          "offer_id",
          "o");
  private static final Map<String, String> REVERSAL =
      Map.of(
          "event_id",
          "r",
          "conversion_id",
          "c",
          "amount",
          "50",
          "currency",
          "USD",
          "kind",
          "REFUND",
          "at",
          "2026-01-24T12:34:56Z");

  private static String csv(Map<String, String> right, String column, String value) {
    Map<String, String> row = new TreeMap<>(right);
    row.put(column, value == null ? "" : value);
    return String.join(",", row.keySet())
        + "\n"
        + String.join(",", row.values().stream().map(cell -> "\"" + cell + "\"").toList());
  }

  private static final String TIME =
      "; allowed: ISO-8601 with an offset such as 2026-01-24T12:34:56Z";
  private static final String ID = "; allowed: 1 to 128 visible characters, no space at either end";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "event_id##is missing or empty" + ID,
        "event_id# x#an event id begins or ends with a space" + ID,
        "user_key##is missing or empty" + ID,
        "publisher_id#unattributed#is kept for credit nobody gets; allowed: the id of a publisher",
        "offer_id#\u0007#an offer id has a control character" + ID,
        "at#2026-01-24#is not a time" + TIME,
        "at#2026-01-24T12:34:56#is not a time" + TIME,
        "at#2026-02-30T12:34:56Z#is not a time" + TIME,
        "at#1769258096#is not a time" + TIME,
        "at#1969-12-31T23:59:59Z#is outside the years 1970 to 9999" + TIME,
        "kind#click#is no known kind; allowed: CLICK, VIEW, COUPON, TOKEN",
        "sequence#-1#is not a whole number; allowed: a whole number from 0 to 9223372036854775807",
        "sequence#9223372036854775808#is not a whole number; allowed: a whole number from 0 to 9223372036854775807",
        "flags#a||b#a flag is 1 to 64 letters, digits, dots, hyphens or underscores; allowed: at most 32 flags with | between them, each 1 to 64 letters, digits, dots, hyphens or underscores"
      })
  void ofATouchpoint(String column, String value, String reason) {
    assertThat(touchpoints("t.csv", csv(TOUCHPOINT, column, value)).messages())
        .containsExactly("t.csv:2: " + column + ": " + reason);
  }

  @Test
  void ofATouchpointThatAreTooLong() {
    assertThat(touchpoints("t.csv", csv(TOUCHPOINT, "channel", "x".repeat(129))).messages())
        .containsExactly(
            "t.csv:2: channel: a channel has 129 characters; allowed: at most 128 characters");
    assertThat(touchpoints("t.csv", csv(TOUCHPOINT, "user_agent", "x".repeat(4_097))).messages())
        .containsExactly(
            "t.csv:2: user_agent: is too long, or has a NUL character; allowed: at most 4096"
                + " characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "gross#50.001#has too many decimals; allowed: a plain decimal with at most 2 decimals in USD, such as 1234.56",
        "gross#$50#is not an amount; allowed: a plain decimal with at most 2 decimals in USD, such as 1234.56",
        "gross#1,5#is not an amount; allowed: a plain decimal with at most 2 decimals in USD, such as 1234.56",
        "gross##is missing or empty; allowed: a plain decimal with at most 2 decimals in USD, such as 1234.56",
        "gross#-0.01#is less than zero; allowed: zero or more; money that goes back is a reversal",
        "gross#92233720368.55#the gross of a conversion is at most 9223372036854 minor units; allowed: at most 9223372036854 minor units",
        "currency#XTS#is no known currency; allowed: a currency code of ISO 4217, such as USD",
        "currency#usd#is no known currency; allowed: a currency code of ISO 4217, such as USD",
        "currency##is missing or empty; allowed: a currency code of ISO 4217, such as USD",
        "order_id##is missing or empty" + ID
      })
  void ofAConversion(String column, String value, String reason) {
    assertThat(conversions("c.csv", csv(CONVERSION, column, value)).messages())
        .containsExactly("c.csv:2: " + column + ": " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "amount#0#is not more than zero; allowed: what went back, without a minus",
        "amount#-5#is not more than zero; allowed: what went back, without a minus",
        "kind#THEFT#is no known kind; allowed: REFUND, CHARGEBACK, CANCEL",
        "kind##is missing or empty; allowed: REFUND, CHARGEBACK, CANCEL",
        "conversion_id##is missing or empty" + ID
      })
  void ofAReversal(String column, String value, String reason) {
    assertThat(reversals("r.csv", csv(REVERSAL, column, value)).messages())
        .containsExactly("r.csv:2: " + column + ": " + reason);
  }
}
