package dev.factory.examples.quickstart;

import java.util.List;
import java.util.Random;

/**
 * Made-up users. Addresses are of the ranges kept for documentation (RFC 5737, RFC 3849), so they
 * are nobody's.
 */
final class SamplePeople {
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/143.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.5 Safari/605.1.15",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/143.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0",
          "ExampleReader/2.1 (\"quoted\", for the reader's sake; +https://reader.example)");

  /** {@return the address of the user, the same each time} */
  String address(String user) {
    Random own = ownRandom(user);
    if (own.nextInt(7) == 0) {
      return "2001:db8:"
          + Integer.toHexString(own.nextInt(0x10000))
          + "::"
          + Integer.toHexString(1 + own.nextInt(0xffff));
    }
    return NETWORKS.get(own.nextInt(NETWORKS.size())) + (1 + own.nextInt(254));
  }

  /** {@return what the user's browser calls itself, the same each time} */
  String browser(String user) {
    Random own = ownRandom(user);
    return BROWSERS.get(own.nextInt(1_000) == 0 ? 6 : own.nextInt(6));
  }

  /** Of the user alone, so that more users leave the others as they are. */
  private static Random ownRandom(String user) {
    return new Random(user.hashCode() * 0x9E3779B97F4A7C15L);
  }
}
