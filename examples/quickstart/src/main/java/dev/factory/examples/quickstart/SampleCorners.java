package dev.factory.examples.quickstart;

import java.util.List;

/** The cases worth having in every sample, each once, placed by hand. */
final class SampleCorners {
  private static final String OFFER = "offer-vpn-123";
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private final SampleRows rows;
  private final long start;
  private final long end;
  private final long window;

  SampleCorners(SampleRows rows, long start, long end, long window) {
    this.rows = rows;
    this.start = start;
    this.end = end;
    this.window = window;
  }

  void add() {
    edgesOfTheWindow();
    lessThanACent();
    thirdsAndTwoAtOneInstant();
    morePublishersThanStreams();
    refundedToTheLastCent();
    edgesOfTheMonth();
    nobodysSales();
  }

  /** Both edges belong to the window; a millisecond beyond either does not. */
  private void edgesOfTheWindow() {
    long at = start + 15 * DAY;
    rows.click("user-400001", "pub-118", OFFER, at - window - 1);
    rows.click("user-400001", "pub-101", OFFER, at - window);
    rows.click("user-400001", "pub-207", OFFER, at);
    rows.click("user-400001", "pub-390", OFFER, at + 1);
    rows.conversion("user-400001", OFFER, "1234.56", at);
  }

  /** 70 % of a cent, shared by three: nothing to pay, and something to carry. */
  private void lessThanACent() {
    long at = start + 8 * DAY + 5 * HOUR;
    rows.click("user-400002", "pub-880", OFFER, at - 3 * HOUR);
    rows.click("user-400002", "pub-123", OFFER, at - 2 * HOUR);
    rows.click("user-400002", "pub-234", OFFER, at - HOUR);
    rows.conversion("user-400002", OFFER, "0.01", at);
  }

  private void thirdsAndTwoAtOneInstant() {
    long at = start + 20 * DAY + 7 * HOUR;
    rows.click("user-400003", "pub-311", OFFER, at - DAY);
    rows.click("user-400003", "pub-512", OFFER, at - HOUR);
    rows.click("user-400003", "pub-600", OFFER, at - HOUR);
    rows.conversion("user-400003", OFFER, "10.00", at);
  }

  /** Ten publishers in one sale, two more than one receipt has streams. */
  private void morePublishersThanStreams() {
    long at = start + 25 * DAY + 9 * HOUR;
    int hoursBefore = 40;
    for (String publisher :
        List.of(
            "pub-101", "pub-118", "pub-123", "pub-207", "pub-234", "pub-311", "pub-390", "pub-512",
            "pub-600", "pub-815")) {
      rows.click("user-400004", publisher, OFFER, at - hoursBefore * HOUR);
      hoursBefore -= 4;
    }
    rows.conversion("user-400004", OFFER, "3333.33", at);
  }

  /** A publisher whose only sale went back in three slices: its lines add up to nothing. */
  private void refundedToTheLastCent() {
    long at = start + 11 * DAY + 2 * HOUR;
    rows.click("user-400005", "pub-642", OFFER, at - 5 * DAY);
    rows.click("user-400005", "pub-815", OFFER, at - 4 * DAY);
    String sale = rows.conversion("user-400005", OFFER, "49.99", at);
    rows.refund(sale, "0.01", "REFUND", at + HOUR);
    rows.refund(sale, "16.66", "REFUND", at + DAY);
    rows.refund(sale, "33.32", "CHARGEBACK", at + 9 * DAY);
  }

  /** The last instant of the month is in it; the first of the next month, and its refund, wait. */
  private void edgesOfTheMonth() {
    rows.click("user-400006", "pub-600", OFFER, end - HOUR);
    rows.conversion("user-400006", OFFER, "99.95", end - 1);
    rows.click("user-400007", "pub-600", OFFER, end - HOUR);
    String next = rows.conversion("user-400007", OFFER, "19.99", end);
    rows.refund(next, "19.99", "REFUND", end + 2 * DAY);
    rows.click("user-400008", "pub-600", OFFER, end);
  }

  /** Without a click at all, and with clicks that came too early. */
  private void nobodysSales() {
    for (int sale = 0; sale < 9; sale++) {
      rows.conversion(
          "user-40010" + sale, OFFER, SampleMonth.amount(2_999 + sale), start + sale * 3L * DAY);
    }
    for (int sale = 0; sale < 4; sale++) {
      long at = start + (5 + sale) * DAY;
      String user = "user-40020" + sale;
      rows.click(user, SampleMonth.NEVER_CREDITED, OFFER, at - window - (sale + 1) * HOUR);
      rows.conversion(user, OFFER, "7.77", at);
    }
  }
}
