package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StreamLink;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which receipts are listed. */
record Query(
    @Nullable String stream,
    @Nullable String type,
    @Nullable Instant start,
    @Nullable Instant end,
    long before,
    int limit) {
  private static final int STEP = 1_000;

  /**
   * {@return the query these texts ask}
   *
   * @throws CliException {@code cli.usage} naming the option that is wrong
   */
  static Query of(
      @Nullable String stream,
      @Nullable String type,
      @Nullable String start,
      @Nullable String end,
      @Nullable String cursor,
      int limit,
      Session session) {
    Instant from = time("--start", start);
    Instant to = time("--end", end);
    if (from != null && to != null && to.isBefore(from)) {
      throw new CliException("cli.usage", "--end is before --start; nothing was read");
    }
    if (cursor != null && !ReceiptName.POSITION.matcher(cursor).matches()) {
      throw new CliException(
          "cli.usage", "--cursor is what an earlier page said, a whole number; nothing was read");
    }
    return new Query(
        stream, type, from, to, cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor), limit);
  }

  private static @Nullable Instant time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-01-24".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new CliException(
          "cli.usage",
          option
              + " is a day such as 2026-01-24, or a time such as 2026-01-24T12:34:56Z; nothing"
              + " was read");
    }
  }

  /** {@return the receipts that fit, newest first} */
  List<Receipt> run(ReceiptStore store) {
    List<Receipt> found = new ArrayList<>();
    long upper = Math.min(before, store.head().size());
    while (upper > 0 && found.size() < limit) {
      long lower = Math.max(0, upper - STEP);
      List<Receipt> step = new ArrayList<>();
      store.range(lower, upper, stored -> step.add(Receipts.of(stored)));
      for (int i = step.size() - 1; i >= 0 && found.size() < limit; i--) {
        if (fits(step.get(i))) {
          found.add(step.get(i));
        }
      }
      upper = lower;
    }
    return found;
  }

  private boolean fits(Receipt receipt) {
    Instant at = receipt.header().timestamp();
    return (type == null || receipt.header().type().equals(type))
        && (start == null || !at.isBefore(start))
        && (end == null || at.isBefore(end))
        && (stream == null
            || receipt.header().streams().stream().map(StreamLink::key).anyMatch(stream::equals));
  }
}
