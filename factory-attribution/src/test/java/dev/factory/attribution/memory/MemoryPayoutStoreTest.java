package dev.factory.attribution.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.testkit.PayoutStoreContract;
import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPayoutStoreTest extends PayoutStoreContract {
  private List<Event> events = new ArrayList<>();

  @Override
  protected PayoutStore emptyStore() {
    events = new ArrayList<>();
    return new MemoryPayoutStore(events::addAll);
  }

  @Override
  protected List<Event> journaled() {
    return events;
  }

  @Test
  void aUnitInsideAUnitIsRefused() {
    PayoutStore store = emptyStore();
    assertThatThrownBy(() -> store.<Object>atomically(unit -> store.reading(view -> 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("from inside a unit");
  }
}
