package dev.factory.examples.benchmarks;

import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Clicks of one publisher whose payload is about 400 bytes of canonical JSON. */
final class Clicks {
  private static final int HEX_DIGITS = 64;

  private Clicks() {}

  /** The members of a click, in the order in which a tracker would put them down. */
  static Map<String, Object> data(int number) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("click_id", "click-" + number);
    data.put("publisher_id", "pub-456");
    data.put("offer_id", "off-" + (700 + number % 100));
    data.put("ip_hash", "hmac-sha256:" + hex(number));
    data.put(
        "user_agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
    data.put("landing_page", "https://www.example.com/best-password-managers-2026?src=" + number);
    data.put("occurred_at", "2026-01-24T12:34:56.123Z");
    data.put("bid_minor", 125L + number % 50);
    data.put("unique", number % 3 != 0);
    return data;
  }

  static Event event(int number) {
    return Event.of("ClickRecorded", "click-" + number, data(number), "publisher_id=pub-456");
  }

  static List<Event> events(int count) {
    List<Event> events = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      events.add(event(number));
    }
    return events;
  }

  private static String hex(int number) {
    Random digits = new Random(number);
    StringBuilder hex = new StringBuilder(HEX_DIGITS);
    for (int digit = 0; digit < HEX_DIGITS; digit++) {
      hex.append(Character.forDigit(digits.nextInt(16), 16));
    }
    return hex.toString();
  }
}
