package dev.factory.examples.quickstart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of a sample while it is made; ids count up in the order in which rows are added. */
final class SampleRows {
  static final List<String> CLICK_COLUMNS =
      List.of("event_id", "user_key", "at", "publisher_id", "offer_id", "ip", "user_agent");
  static final List<String> CONVERSION_COLUMNS =
      List.of("event_id", "order_id", "user_key", "at", "gross", "currency", "offer_id");
  static final List<String> REFUND_COLUMNS =
      List.of("event_id", "conversion_id", "amount", "currency", "kind", "at");

  private static final String CURRENCY = "USD";

  private final SamplePeople people;
  private final List<List<String>> clicks = new ArrayList<>();
  private final List<List<String>> conversions = new ArrayList<>();
  private final List<List<String>> refunds = new ArrayList<>();

  SampleRows(SamplePeople people) {
    this.people = people;
  }

  void click(String user, String publisher, String offer, long at) {
    clicks.add(
        List.of(
            id("click", clicks),
            user,
            time(at),
            publisher,
            offer,
            people.address(user),
            people.browser(user)));
  }

  /** {@return the id of the conversion} */
  String conversion(String user, String offer, String amount, long at) {
    String id = id("conv", conversions);
    conversions.add(List.of(id, id("order", conversions), user, time(at), amount, CURRENCY, offer));
    return id;
  }

  void refund(String conversion, String amount, String kind, long at) {
    refunds.add(List.of(id("ref", refunds), conversion, amount, CURRENCY, kind, time(at)));
  }

  List<List<String>> clicks() {
    return clicks;
  }

  List<List<String>> conversions() {
    return conversions;
  }

  List<List<String>> refunds() {
    return refunds;
  }

  private static String id(String prefix, List<?> rows) {
    // counting from a million and dropping the one is how six digits keep their zeros
    return prefix + "-" + Integer.toString(1_000_001 + rows.size()).substring(1);
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}
