package dev.factory.receipts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as receipts write them: UTC, always three decimals, {@code 2026-01-24T12:34:56.123Z}. */
final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final byte[] PATTERN =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

  private Timestamps() {}

  static Instant toMillis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /** By hand for the years there are: it is done for each receipt that is read or verified. */
  static String format(Instant instant) {
    LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (at.getYear() < 1_000 || at.getYear() > 9_999) {
      return FORMAT.format(instant);
    }
    byte[] text = PATTERN.clone();
    digits(text, 0, 4, at.getYear());
    digits(text, 5, 2, at.getMonthValue());
    digits(text, 8, 2, at.getDayOfMonth());
    digits(text, 11, 2, at.getHour());
    digits(text, 14, 2, at.getMinute());
    digits(text, 17, 2, at.getSecond());
    digits(text, 20, 3, at.getNano() / 1_000_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int count, int value) {
    int rest = value;
    for (int at = from + count - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Reads any ISO-8601 instant; whoever needs the strict form formats it again and compares. */
  static Instant parse(String text) {
    try {
      return isUsual(text) ? usual(text) : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a timestamp is ISO-8601 in UTC with three decimals", e);
    }
  }

  /** Whether digits are where the usual form has them and nothing else is elsewhere. */
  private static boolean isUsual(String text) {
    if (text.length() != PATTERN.length) {
      return false;
    }
    for (int at = 0; at < PATTERN.length; at++) {
      char c = text.charAt(at);
      boolean fits = PATTERN[at] == '0' ? c >= '0' && c <= '9' : c == PATTERN[at];
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Instant usual(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            1_000_000 * number(text, 20, 23))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
