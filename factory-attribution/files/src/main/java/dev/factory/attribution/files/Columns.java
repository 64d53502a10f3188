package dev.factory.attribution.files;

import java.util.Set;

/** The names of columns and members. */
final class Columns {
  static final String EVENT_ID = "event_id";
  static final String USER_KEY = "user_key";
  static final String AT = "at";
  static final String SEQUENCE = "sequence";
  static final String KIND = "kind";
  static final String PUBLISHER_ID = "publisher_id";
  static final String OFFER_ID = "offer_id";
  static final String CHANNEL = "channel";
  static final String FLAGS = "flags";
  static final String IP = "ip";
  static final String IP_HASH = "ip_hash";
  static final String USER_AGENT = "user_agent";
  static final String ORDER_ID = "order_id";
  static final String GROSS = "gross";
  static final String CURRENCY = "currency";
  static final String MILESTONE = "milestone";
  static final String CONVERSION_ID = "conversion_id";
  static final String AMOUNT = "amount";

  /** What a file of rejects adds to a row; skipped when the mended file is read again. */
  static final String REJECT_LINE = "reject_line";

  static final String REJECT_REASON = "reject_reason";
  static final Set<String> OF_REJECTS = Set.of(REJECT_LINE, REJECT_REASON);

  private Columns() {}
}
