package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts are listed.
 *
 * @param filter which ones
 * @param before only those below this position
 * @param limit the most
 */
record Query(ReceiptFilter filter, long before, int limit) {

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
      int limit) {
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
        new ReceiptFilter(stream, type, from, to),
        cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor),
        limit);
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
    return store.findBackwards(filter, before, limit).stream().map(Receipts::of).toList();
  }
}
