package dev.factory.receipts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.AppendOutcome;
import dev.factory.receipts.DuplicateEventException;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a ledger promises when its store fails: each call to the store fails once, in each way there
 * is, under a host that does the same again whenever something fails. Extend it and say how to make
 * an empty shard.
 */
public abstract class FailingCallsContract {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

  /** A host gives up after so many failures of one step. */
  private static final int PATIENCE = 3;

  /** {@return a shard without receipts} */
  protected abstract ReceiptStore emptyStore();

  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostOrDoubledWhicheverCallFails(FailingStore.Failure failure) {
    int call = 1;
    while (run(call, failure)) {
      call++;
    }
    assertThat(call).isGreaterThan(20);
  }

  /** {@return whether there was such a call to fail} */
  private boolean run(int call, FailingStore.Failure failure) {
    ReceiptStore store = emptyStore();
    FailingStore failing = FailingStore.at(call, failure, store);
    Host host = new Host(store, failing, failure + " of call " + call);
    host.appends(1, 6);
    host.appends(4, 9);
    host.submits(9, 12);
    host.reopens();
    host.appends(12, 20);
    host.contradicts(15);
    host.submits(2, 4);
    host.appends(0, 22);
    host.check(1 + 22);
    return failing.hasFailed();
  }

  /** Does something again when it fails, and keeps what was acknowledged. */
  private static final class Host {
    private final ReceiptStore store;
    private final ReceiptStore failing;
    private final String name;
    private final SettableTime time = SettableTime.at("2026-01-24T12:34:56.123Z");
    private final SequenceIds ids = new SequenceIds();
    private final List<Receipt> acknowledged = new ArrayList<>();
    private List<StoredReceipt> kept = List.of();
    private @Nullable Receipts ledger;

    Host(ReceiptStore store, ReceiptStore failing, String name) {
      this.store = store;
      this.failing = failing;
      this.name = name;
    }

    private static Event click(int number) {
      return Event.of(
          "ClickRecorded",
          "click-" + number,
          Map.of("click_id", "click-" + number),
          "publisher_id=pub-" + number % 3);
    }

    void appends(int from, int to) {
      List<Event> events = new ArrayList<>();
      for (int number = from; number < to; number++) {
        events.add(click(number));
      }
      untilItWorks(
          () -> {
            Set<String> before = keysInStore();
            accept(events, open().append(events), before);
          });
    }

    void submits(int from, int to) {
      for (int number = from; number < to; number++) {
        Event event = click(number);
        untilItWorks(
            () -> {
              Set<String> before = keysInStore();
              CompletableFuture<AppendOutcome> submitted = open().submit(event);
              accept(List.of(event), List.of(submitted.join()), before);
            });
      }
    }

    /** The key of one click, with other content. */
    void contradicts(int number) {
      Event other = Event.of("ClickRecorded", "click-" + number, Map.of("click_id", "other"));
      untilItWorks(
          () -> {
            try {
              open().append(other);
              assertThat(other).as(name).isNull();
            } catch (DuplicateEventException e) {
              assertThat(e.code()).isEqualTo("receipts.duplicate-content");
            }
          });
    }

    void reopens() {
      ledger = null;
    }

    private Receipts open() {
      Receipts opened = ledger;
      if (opened == null) {
        opened =
            Receipts.named("factory.example/receipts/failing")
                .store(failing)
                .signer(KEY)
                .time(time)
                .ids(ids)
                .maxBatch(3)
                .open();
        ledger = opened;
      }
      return opened;
    }

    private void untilItWorks(Runnable step) {
      for (int attempt = 1; ; attempt++) {
        try {
          step.run();
          checkThatNothingMoved();
          return;
        } catch (FactoryException | CompletionException e) {
          assertThat(attempt).as("%s: %s", name, e).isLessThan(PATIENCE);
          checkThatNothingMoved();
        }
      }
    }

    private void accept(List<Event> events, List<AppendOutcome> outcomes, Set<String> before) {
      assertThat(outcomes).as(name).hasSameSizeAs(events);
      for (int i = 0; i < events.size(); i++) {
        AppendOutcome outcome = outcomes.get(i);
        assertThat(outcome instanceof AppendOutcome.AlreadyRecorded)
            .as("%s: %s", name, events.get(i).idempotencyKey())
            .isEqualTo(before.contains(events.get(i).idempotencyKey()));
        acknowledged.add(outcome.receipt());
      }
    }

    private Set<String> keysInStore() {
      Set<String> keys = new HashSet<>();
      store.range(0, Long.MAX_VALUE, receipt -> keys.add(receipt.idempotencyKey()));
      return keys;
    }

    /** What was there, acknowledged or not, stays where it was. */
    private void checkThatNothingMoved() {
      List<StoredReceipt> now = new ArrayList<>();
      store.range(0, Long.MAX_VALUE, now::add);
      assertThat(now).as(name).hasSizeGreaterThanOrEqualTo(kept.size());
      assertThat(now.subList(0, kept.size())).as(name).isEqualTo(kept);
      kept = now;
    }

    void check(int receipts) {
      assertThat(kept).as(name).hasSize(receipts);
      for (Receipt receipt : acknowledged) {
        StoredReceipt there = kept.get((int) receipt.header().seq());
        assertThat(there.header()).as(name).isEqualTo(receipt.header().canonical());
        assertThat(there.signature()).as(name).isEqualTo(receipt.signature());
        assertThat(there.payload()).as(name).isEqualTo(receipt.payload());
      }
      VerificationReport report =
          ReceiptVerifier.trusting(TrustedKeys.of(KEY.verifier())).verify(store);
      assertThat(report.fault()).as(name).isEmpty();
      assertThat(report.isValid()).as(name).isTrue();
      assertThat(report.receipts()).as(name).isEqualTo(receipts);
    }
  }
}
