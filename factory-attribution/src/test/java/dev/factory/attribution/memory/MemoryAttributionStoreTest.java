package dev.factory.attribution.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.testkit.AttributionStoreContract;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryAttributionStoreTest extends AttributionStoreContract {
  private List<Event> events = new ArrayList<>();
  private boolean failing;

  @Override
  protected AttributionStore emptyStore() {
    events = new ArrayList<>();
    opened = new MemoryAttributionStore(this::append);
    return opened;
  }

  private AttributionStore opened = new MemoryAttributionStore(Journal.none());

  private void append(List<Event> batch) {
    if (failing && !batch.isEmpty()) {
      throw new FactoryException("test.journal-down", "the journal is down");
    }
    events.addAll(batch);
  }

  @Override
  protected List<Event> journaled() {
    return events;
  }

  @Override
  protected AttributionStore withFailingJournal() {
    failing = true;
    return opened;
  }

  @Test
  void aUnitInsideAUnitIsRefused() {
    AttributionStore store = emptyStore();
    assertThatThrownBy(() -> store.<Object>atomically(unit -> store.reading(view -> 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("from inside a unit");
  }
}
