package dev.factory.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes one month of made-up events: the guide's publisher, to whom nobody else's clicks matter,
 * and others who share conversions of awkward amounts.
 */
final class SampleMonth {
  static final String GUIDE_PUBLISHER = "pub-456";

  /** Its clicks come too early to be credited, so it has no statement. */
  static final String NEVER_CREDITED = "pub-789";

  private static final String GUIDE_AMOUNT = "50.00";
  private static final String GUIDE_OFFER = "off-789";
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long END = Instant.parse("2026-02-01T00:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WINDOW = 30 * DAY;

  /** Those who share conversions; the later, the busier. */
  private static final List<String> SHARING =
      List.of(
          "pub-101", "pub-118", "pub-123", "pub-207", "pub-234", "pub-311", "pub-390", "pub-512",
          "pub-600", "pub-815");

  private static final List<String> OFFERS =
      List.of(
          "offer-1password-789",
          "offer-bitwarden-012",
          "offer-vpn-123",
          "offer-vpn-456",
          "offer-av-789",
          "offer-av-012");

  /** Publishers with few sales or none; their other clicks lead to nothing. */
  private static final List<String> QUIET = List.of("pub-642", NEVER_CREDITED, "pub-880");

  /** In cents; 70 % of most of them, shared by several, is no whole number of cents. */
  private static final List<Integer> AMOUNTS =
      List.of(4_999, 7, 123_456, 1_000, 9_995, 777, 333_333, 1, 1_999, 10_001, 2_900, 149);

  private final Random random;
  private final SampleSize size;
  private final SampleRows rows = new SampleRows(new SamplePeople());

  private SampleMonth(long seed, SampleSize size) {
    this.random = new Random(seed);
    this.size = size;
  }

  /** {@return the rows, in no order and with some of them twice} */
  static SampleRows make(long seed, SampleSize size) {
    SampleMonth month = new SampleMonth(seed, size);
    month.guidePublisher();
    for (int journey = 0; journey < size.otherConversions(); journey++) {
      month.sharedConversion(journey);
    }
    new SampleCorners(month.rows, START, END, WINDOW).add();
    month.otherTraffic();
    month.repeatAndShuffle(month.rows.clicks(), 100);
    month.repeatAndShuffle(month.rows.conversions(), 25);
    month.repeatAndShuffle(month.rows.refunds(), 8);
    return month.rows;
  }

  private void guidePublisher() {
    int[] touches = touchesPerConversion();
    int last = size.conversions() - 1;
    for (int conversion = 0; conversion < last - 1; conversion++) {
      long at = START + DAY + within(29 * DAY);
      String user = user(1, conversion);
      guideTouches(user, touches[conversion], Math.max(START, at - WINDOW), at);
      rows.conversion(user, GUIDE_OFFER, GUIDE_AMOUNT, at);
      if (conversion % 9 == 0) {
        // after the sale nobody else's click can take a part of it
        rows.click(user, SHARING.get(0), OFFERS.get(0), at + 1 + within(DAY));
      }
    }
    buysTwice(touches[last - 1], touches[last]);
    int idle = size.clicks() - size.attributedClicks() - SampleSize.FIXED_CLICKS;
    for (int click = 0; click < idle; click++) {
      rows.click(someone(), GUIDE_PUBLISHER, offerOfGuide(), START + within(END - START));
    }
  }

  /** One user, two sales: the clicks before the first count for both, and once as clicks. */
  private void buysTwice(int before, int between) {
    String user = user(1, size.conversions() - 2);
    long second = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
    long first = second - 12 * DAY;
    // exactly as long ago as the window is: the edge belongs to it
    rows.click(user, GUIDE_PUBLISHER, GUIDE_OFFER, second - WINDOW);
    guideTouches(user, before - 1, second - WINDOW, first);
    rows.conversion(user, GUIDE_OFFER, GUIDE_AMOUNT, first);
    rows.click(user, GUIDE_PUBLISHER, GUIDE_OFFER, second);
    guideTouches(user, between - 1, first + 1, second);
    rows.conversion(user, GUIDE_OFFER, GUIDE_AMOUNT, second);
    // the clicks that are never credited: a moment too late, and of somebody who never buys
    rows.click(user, GUIDE_PUBLISHER, GUIDE_OFFER, second + 1);
    rows.click(user(1, size.conversions()), GUIDE_PUBLISHER, GUIDE_OFFER, START);
  }

  private void guideTouches(String user, int count, long from, long upTo) {
    for (int touch = 0; touch < count; touch++) {
      rows.click(user, GUIDE_PUBLISHER, offerOfGuide(), from + within(upTo - from));
    }
  }

  /** Two for each at least; where the rest goes is skewed, as paths are. */
  private int[] touchesPerConversion() {
    int[] touches = new int[size.conversions()];
    Arrays.fill(touches, 2);
    for (int rest = size.attributedClicks() - 2 * touches.length; rest > 0; rest--) {
      touches[Math.min(random.nextInt(touches.length), random.nextInt(touches.length))]++;
    }
    return touches;
  }

  private void sharedConversion(int journey) {
    String user = user(2, journey);
    String offer = oneOf(OFFERS);
    long at = START + within(END - START);
    int touches = 1 + random.nextInt(6);
    for (int touch = 0; touch < touches; touch++) {
      rows.click(user, sharingPublisher(), oneOf(OFFERS), at - within(WINDOW));
    }
    if (journey % 10 == 3) {
      rows.click(user, sharingPublisher(), offer, at - WINDOW - 1 - within(3 * DAY));
    }
    if (journey % 10 == 7) {
      rows.click(user, sharingPublisher(), offer, at + 1 + within(DAY));
    }
    int cents = oneOf(AMOUNTS);
    String id = rows.conversion(user, offer, amount(cents), at);
    refunds(journey, id, cents, at);
  }

  private void refunds(int journey, String conversion, int cents, long at) {
    if (journey % 23 == 5) {
      rows.refund(conversion, amount(cents), "REFUND", soonAfter(at));
    } else if (journey % 17 == 4 && cents >= 10) {
      rows.refund(conversion, amount(cents * 3 / 10), "CHARGEBACK", soonAfter(at));
    } else if (journey % 13 == 6 && cents >= 3) {
      int slice = cents / 3;
      rows.refund(conversion, amount(slice), "REFUND", soonAfter(at));
      rows.refund(conversion, amount(slice), "REFUND", soonAfter(at));
      rows.refund(conversion, amount(cents - 2 * slice), "CANCEL", soonAfter(at));
    }
  }

  private void otherTraffic() {
    for (int click = 0; click < size.otherClicks(); click++) {
      // a few are of December, which this month's sales may still look back to
      long from = random.nextInt(30) == 0 ? START - 20 * DAY : START;
      String publisher = random.nextInt(60) == 0 ? oneOf(QUIET) : sharingPublisher();
      rows.click(someone(), publisher, oneOf(OFFERS), from + within(END - from));
    }
  }

  private void repeatAndShuffle(List<List<String>> events, int oneIn) {
    List<List<String>> repeated = new ArrayList<>();
    for (List<String> event : events) {
      if (random.nextInt(oneIn) == 0) {
        repeated.add(event);
      }
    }
    events.addAll(repeated);
    Collections.shuffle(events, random);
  }

  private long soonAfter(long at) {
    long latest = Math.min(at + 6 * DAY, END - 1);
    return at + 1 + within(Math.max(1, latest - at));
  }

  private String sharingPublisher() {
    return SHARING.get(Math.max(random.nextInt(SHARING.size()), random.nextInt(SHARING.size())));
  }

  private String offerOfGuide() {
    return random.nextInt(3) == 0 ? oneOf(OFFERS) : GUIDE_OFFER;
  }

  private String someone() {
    return user(3, random.nextInt(9_000));
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** {@return milliseconds from 0 up to, not including, {@code length}} */
  private long within(long length) {
    long minutes = length / 60_000;
    return minutes == 0
        ? random.nextInt((int) length)
        : random.nextInt((int) minutes) * 60_000L + random.nextInt(60_000);
  }

  private static String user(int group, int number) {
    return "user-" + (group * 100_000 + number);
  }

  static String amount(int cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }
}
