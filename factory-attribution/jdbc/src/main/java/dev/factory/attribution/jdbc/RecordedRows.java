package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.spi.RecordOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Inserts rows that are never changed, and tells what was there.
 *
 * <p>The statement inserts from a SELECT and not from VALUES: a driver that was told to merge
 * batches of VALUES would no longer say which of the rows are new.
 *
 * @param <T> what a row holds
 */
final class RecordedRows<T> {
  private final Session session;
  private final String insert;
  private final String byId;
  private final BiConsumer<Parameters, T> binding;
  private final Function<Row, T> reader;
  private final Function<T, EventId> id;

  RecordedRows(
      Session session,
      String insert,
      String byId,
      BiConsumer<Parameters, T> binding,
      Function<Row, T> reader,
      Function<T, EventId> id) {
    this.session = session;
    this.insert = insert;
    this.byId = byId + session.isAny();
    this.binding = binding;
    this.reader = reader;
    this.id = id;
  }

  List<RecordOutcome> record(List<T> items, Instant recordedAt) {
    int[] inserted =
        session.batch(
            insert,
            items,
            (parameters, item) -> {
              binding.accept(parameters, item);
              parameters.time(recordedAt);
            });
    List<String> known = new ArrayList<>();
    for (int index = 0; index < inserted.length; index++) {
      if (inserted[index] == 0) {
        known.add(id.apply(items.get(index)).value());
      }
    }
    Map<EventId, T> there = byId(known);
    List<RecordOutcome> outcomes = new ArrayList<>(inserted.length);
    for (int index = 0; index < inserted.length; index++) {
      outcomes.add(
          inserted[index] == 1 ? RecordOutcome.RECORDED : compared(items.get(index), there));
    }
    return outcomes;
  }

  private RecordOutcome compared(T item, Map<EventId, T> there) {
    boolean same = item.equals(there.get(id.apply(item)));
    return same ? RecordOutcome.DUPLICATE : RecordOutcome.CONFLICT;
  }

  /** {@return what is there, by id} */
  Map<EventId, T> byId(List<String> ids) {
    Map<EventId, T> result = new HashMap<>();
    if (!ids.isEmpty()) {
      session.each(
          byId,
          parameters -> parameters.any(ids),
          row -> {
            T item = reader.apply(row);
            result.put(id.apply(item), item);
          });
    }
    return result;
  }
}
