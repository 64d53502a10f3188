package dev.factory.examples.cli;

import dev.factory.core.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is printed, as text. */
final class Text {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Text() {}

  /** {@return a time as receipts have it, always as long} */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** {@return an object on one line, its members in the order of their names} */
  static String json(Map<String, ? extends @Nullable Object> members) {
    return new String(CanonicalJson.of(members), StandardCharsets.UTF_8);
  }

  /** {@return the text with control characters written out, which would command the terminal} */
  static String printable(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        safe = safe == null ? new StringBuilder(text.substring(0, i)) : safe;
        safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (safe != null) {
        safe.append(c);
      }
    }
    return safe == null ? text : safe.toString();
  }

  /** {@return a number and a noun: {@code 1 receipt}, {@code 1,247 receipts}} */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** {@return for example {@code 12.3 s}} */
  static String seconds(long nanos) {
    long tenths = (nanos + 50_000_000) / 100_000_000;
    return String.format(Locale.ROOT, "%,d.%d s", tenths / 10, tenths % 10);
  }

  /** {@return for example {@code 12.3 MB}} */
  static String megabytes(long bytes) {
    long tenths = (bytes + 50_000) / 100_000;
    return String.format(Locale.ROOT, "%,d.%d MB", tenths / 10, tenths % 10);
  }
}
