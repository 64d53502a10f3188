package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Events as columns, and credits of rows as credits of events. */
final class EventColumns {
  final TouchColumns touches;
  final ConversionColumns conversions;
  private final List<Touchpoint> events;
  private final List<Conversion> sales;

  EventColumns(List<Touchpoint> events, List<Conversion> sales) {
    this.events = events;
    this.sales = sales;
    // numbers in the order of ids, as ids settle ties
    TreeMap<EventId, Long> numbers = new TreeMap<>();
    new TreeSet<>(events.stream().map(Touchpoint::eventId).toList())
        .forEach(id -> numbers.put(id, 1_000L + numbers.size()));
    List<OfferId> offers = new ArrayList<>();
    List<PublisherId> publishers = new ArrayList<>();
    List<String> channels = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    touches =
        TouchColumns.of(
                longs(events, touch -> user(touch.userKey().value())),
                longs(events, touch -> ColumnPolicy.micros(touch.at())),
                longs(events, touch -> Objects.requireNonNull(numbers.get(touch.eventId()))))
            .sequence(longs(events, Touchpoint::sequence))
            .publisher(ints(events, touch -> code(publishers, touch.publisherId())));
    byte[] kinds = new byte[events.size()];
    for (int row = 0; row < kinds.length; row++) {
      kinds[row] = (byte) events.get(row).kind().code();
    }
    touches.kind(kinds);
    touches.channel(ints(events, touch -> code(channels, touch.channel())), channels);
    touches.flags(
        longs(
            events,
            touch -> touch.flags().stream().mapToLong(flag -> 1L << code(flags, flag)).sum()),
        flags);
    int[] soldOffers = ints(sales, sale -> code(offers, sale.offerId()));
    touches.offer(ints(events, touch -> code(offers, touch.offerId())), offers);
    conversions =
        ConversionColumns.of(
                CurrencyUnit.of("USD"),
                longs(sales, sale -> user(sale.userKey().value())),
                longs(sales, sale -> ColumnPolicy.micros(sale.at())),
                longs(sales, sale -> Long.parseLong(sale.eventId().value().substring(1))),
                longs(sales, sale -> sale.gross().minor()))
            .offer(soldOffers);
  }

  /** Zero, the mark of a free place in many hash tables, is a user like any other. */
  private static long user(String key) {
    return Long.parseLong(key.substring("user-".length())) * 0x9e3779b97f4a7c15L;
  }

  private static <T> int code(List<T> codes, T value) {
    if (!codes.contains(value)) {
      codes.add(value);
    }
    return codes.indexOf(value);
  }

  private static <T> long[] longs(List<T> events, ToLongFunction<T> column) {
    return events.stream().mapToLong(column).toArray();
  }

  private static <T> int[] ints(List<T> events, ToIntFunction<T> column) {
    return events.stream().mapToInt(column).toArray();
  }

  /** Keeps the credits of every conversion, as events. */
  final class Kept implements ColumnSink {
    final TreeMap<EventId, List<Credit>> credits = new TreeMap<>();

    @Override
    public void credited(
        int conversion, int[] rows, long[] weights, long[] micro, long[] commissions, int size) {
      List<Credit> list = new ArrayList<>();
      for (int index = 0; index < size; index++) {
        Touchpoint touch = events.get(rows[index]);
        list.add(
            new Credit(
                touch.eventId(),
                touch.publisherId(),
                weights[index],
                money(micro[index]),
                money(commissions[index])));
      }
      credits.put(sales.get(conversion).eventId(), list);
    }

    @Override
    public void unattributed(int conversion, long credit, long commission) {
      credits.put(
          sales.get(conversion).eventId(),
          List.of(new Credit(null, PublisherId.UNATTRIBUTED, 1, money(credit), money(commission))));
    }

    private MicroMoney money(long micro) {
      return MicroMoney.ofMicro(conversions.currency(), micro);
    }
  }
}
