package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events collected into columns, one by one as a file, a query or a stream gives them, in any
 * order: what {@link ColumnKernel} computes from. Texts are kept once and numbered.
 *
 * <p>It grows with what it is given, by about 150 bytes a touch, most of it the event id. Who has
 * numbers already gives them to {@link TouchColumns} and {@link ConversionColumns} itself.
 * <b>Threads:</b> for one at a time.
 */
public final class EventTable {
  private static final int FIRST = 1 << 10;

  private final CurrencyUnit currency;
  private final Codes<UserKey> users = new Codes<>();
  private final Codes<PublisherId> publishers = new Codes<>();
  private final Codes<OfferId> offers = new Codes<>();
  private final Codes<String> channels = new Codes<>();
  private final Codes<String> flags = new Codes<>();
  private final List<EventId> touchIds = new ArrayList<>();
  private final List<Conversion> sales = new ArrayList<>();
  private final Map<EventId, Conversion> salesById = new HashMap<>();

  private long[] user = new long[FIRST];
  private long[] at = new long[FIRST];
  private long[] id = new long[FIRST];
  private long[] sequence = new long[FIRST];
  private byte[] kind = new byte[FIRST];
  private int[] publisher = new int[FIRST];
  private int[] offer = new int[FIRST];
  private int[] channel = new int[FIRST];
  private long[] marks = new long[FIRST];
  private int rows;

  /** Makes an empty one for conversions of one currency. */
  public EventTable(CurrencyUnit currency) {
    this.currency = currency;
  }

  /** Values and their numbers, from 0 in the order in which they came. */
  private static final class Codes<T> {
    final List<T> values = new ArrayList<>();
    private final Map<T, Integer> numbers = new HashMap<>();

    int of(T value) {
      Integer known = numbers.putIfAbsent(value, values.size());
      if (known == null) {
        values.add(value);
        return values.size() - 1;
      }
      return known;
    }
  }

  /**
   * Adds a touch. One that is there already, with the same content, counts once.
   *
   * @throws IllegalArgumentException if it is the first with a 65th flag; nothing was added
   */
  public void add(Touchpoint touch) {
    long bits = 0;
    for (String flag : touch.flags()) {
      int bit = flags.of(flag);
      if (bit >= Long.SIZE) {
        throw new IllegalArgumentException("touches of one table have at most 64 flags together");
      }
      bits |= 1L << bit;
    }
    if (rows == user.length) {
      grow();
    }
    user[rows] = users.of(touch.userKey());
    at[rows] = micros(touch.at());
    id[rows] = number(touch.eventId());
    sequence[rows] = touch.sequence();
    kind[rows] = (byte) touch.kind().code();
    publisher[rows] = publishers.of(touch.publisherId());
    offer[rows] = offers.of(touch.offerId());
    channel[rows] = channels.of(touch.channel());
    marks[rows++] = bits;
    touchIds.add(touch.eventId());
  }

  private void grow() {
    int more = Math.multiplyExact(2, rows);
    user = Arrays.copyOf(user, more);
    at = Arrays.copyOf(at, more);
    id = Arrays.copyOf(id, more);
    sequence = Arrays.copyOf(sequence, more);
    kind = Arrays.copyOf(kind, more);
    publisher = Arrays.copyOf(publisher, more);
    offer = Arrays.copyOf(offer, more);
    channel = Arrays.copyOf(channel, more);
    marks = Arrays.copyOf(marks, more);
  }

  /**
   * Adds a conversion. One that is there already, with the same content, counts once.
   *
   * @throws IllegalArgumentException if it is of another currency; nothing was added
   * @throws FactoryException {@code attribution.conflicting-events} if its id is taken by another;
   *     nothing was added
   */
  public void add(Conversion conversion) {
    if (!conversion.gross().currency().equals(currency)) {
      throw new IllegalArgumentException(
          "a table is of one currency, "
              + currency.code()
              + ", not "
              + conversion.gross().currency().code());
    }
    Conversion known = salesById.putIfAbsent(conversion.eventId(), conversion);
    if (known == null) {
      sales.add(conversion);
      users.of(conversion.userKey());
      offers.of(conversion.offerId());
    } else if (!known.equals(conversion)) {
      throw new FactoryException(
          "attribution.conflicting-events",
          "two conversions have the id "
              + conversion.eventId()
              + " and other content; the second was not added: give every event an id of its own");
    }
  }

  /** {@return the touches as columns, a copy; touches of one time are in the order of their ids} */
  public TouchColumns touches() {
    return TouchColumns.of(
            Arrays.copyOf(user, rows), Arrays.copyOf(at, rows), Arrays.copyOf(id, rows))
        .named(List.copyOf(touchIds))
        .sequence(Arrays.copyOf(sequence, rows))
        .kind(Arrays.copyOf(kind, rows))
        .publisher(Arrays.copyOf(publisher, rows))
        .offer(Arrays.copyOf(offer, rows), offers.values)
        .channel(Arrays.copyOf(channel, rows), channels.values)
        .flags(Arrays.copyOf(marks, rows), flags.values);
  }

  /** {@return the conversions as columns, a copy} */
  public ConversionColumns conversions() {
    int size = sales.size();
    long[] saleUser = new long[size];
    long[] saleAt = new long[size];
    long[] saleId = new long[size];
    long[] gross = new long[size];
    int[] saleOffer = new int[size];
    for (int row = 0; row < size; row++) {
      Conversion sale = sales.get(row);
      saleUser[row] = users.of(sale.userKey());
      saleAt[row] = micros(sale.at());
      saleId[row] = number(sale.eventId());
      gross[row] = sale.gross().minor();
      saleOffer[row] = offers.of(sale.offerId());
    }
    return ConversionColumns.of(currency, saleUser, saleAt, saleId, gross).offer(saleOffer);
  }

  /** {@return the publishers, each at its number} */
  public List<PublisherId> publishers() {
    return List.copyOf(publishers.values);
  }

  /** {@return the id of the touch in a row} */
  public EventId touchId(int row) {
    return touchIds.get(row);
  }

  /** {@return the conversion in a row} */
  public Conversion conversion(int row) {
    return sales.get(row);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** A number that depends on the id alone, so that digests do not tell the order of the events. */
  private static long number(EventId id) {
    String text = id.value();
    long number = text.length();
    for (int index = 0; index < text.length(); index++) {
      number = UserHash.of(number + text.charAt(index));
    }
    return number;
  }
}
