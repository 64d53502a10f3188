package dev.factory.receipts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as receipts write them: UTC, always three decimals, {@code 2026-01-24T12:34:56.123Z}. */
final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static Instant toMillis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Reads any ISO-8601 instant; whoever needs the strict form formats it again and compares. */
  static Instant parse(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a timestamp is ISO-8601 in UTC with three decimals", e);
    }
  }
}
