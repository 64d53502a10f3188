package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.core.testing.ManualExecutor;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.AppendOutcome.AlreadyRecorded;
import dev.factory.receipts.AppendOutcome.Recorded;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.spi.StreamLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Nested
  class ANewLedger {
    @Test
    void beginsWithAGenesisReceiptThatNamesItAndItsKey() {
      Receipts ledger = TestLedger.open(store);
      List<Receipt> receipts = new ArrayList<>();
      ledger.read(0, 1, receipts::add);
      Receipt genesis = receipts.get(0);
      assertThat(genesis.header().type()).isEqualTo("ledger.genesis");
      assertThat(genesis.header().seq()).isZero();
      assertThat(genesis.header().previous()).isEmpty();
      assertThat(genesis.header().prevHash()).isEqualTo(ReceiptHash.ZERO);
      assertThat(genesis.data().orElseThrow())
          .containsEntry("ledger", TestLedger.NAME)
          .containsEntry("profile", "factory-receipt/v1")
          .containsEntry("keys", List.of(TestLedger.KEY.verifier().toJwk()));
    }

    @Test
    void isBegunOnce() {
      TestLedger.open(store);
      TestLedger.open(store);
      assertThat(store.head().size()).isEqualTo(1);
    }

    @Test
    void hasANameThatACheckpointCanCarry() {
      for (String name : List.of("", "a b", "a+b", "caf\u00e9", "x".repeat(201), "a\nb")) {
        assertThatThrownBy(() -> Receipts.named(name)).hasMessageContaining("1 to 200");
      }
      assertThat(Receipts.named("factory.example/receipts/prod")).isNotNull();
    }

    @Test
    void isNotOpenedWithoutStoreSignerAndTime() {
      assertThatThrownBy(() -> Receipts.named("x").open()).hasMessageContaining("store");
      assertThatThrownBy(() -> Receipts.named("x").store(store).open())
          .hasMessageContaining("signer");
      assertThatThrownBy(() -> Receipts.named("x").store(store).signer(TestLedger.KEY).open())
          .hasMessageContaining("time");
      assertThat(store.head().size()).isZero();
    }
  }

  @Nested
  class ALedgerThatExists {
    @Test
    void isNotOpenedByAnotherName() {
      TestLedger.open(store);
      assertCode(
          () ->
              Receipts.named("another/ledger")
                  .store(store)
                  .signer(TestLedger.KEY)
                  .time(SettableTime.at("2026-02-01T00:00:00Z"))
                  .open(),
          "receipts.other-ledger");
      assertThat(store.head().size()).isEqualTo(1);
    }

    @Test
    void isNotOpenedWithAKeyThatIsNotItsOwn() {
      TestLedger.open(store);
      assertCode(
          () -> TestLedger.builder(store).signer(TestLedger.key(2)).open(), "receipts.unknown-key");
      assertThat(store.head().size()).isEqualTo(1);
    }
  }

  @Nested
  class AnEvent {
    private final Receipts ledger = TestLedger.open(store);

    @Test
    void getsAReceiptThatSaysItAndIsChainedAndSigned() {
      ledger.append(TestLedger.click(1));
      Receipt receipt = ledger.append(TestLedger.click(4)).receipt();
      ReceiptHeader header = receipt.header();
      assertThat(header.seq()).isEqualTo(2);
      assertThat(header.ledger()).isEqualTo(TestLedger.NAME);
      assertThat(receipt.data().orElseThrow()).isEqualTo(TestLedger.click(4).data());
      Receipt before = ledger.byIdempotencyKey("click-1").orElseThrow();
      assertThat(header.previous()).contains(before.header().id());
      assertThat(header.prevHash()).isEqualTo(before.hash());
      assertThat(header.streams())
          .containsExactly(new StreamLink("publisher_id=pub-1", 1, before.hash()));
      assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(receipt)).isEmpty();
      assertThat(ledger.byId(header.id())).contains(receipt);
    }

    @Test
    void thatIsSentAgainHasTheSameReceipt() {
      AppendOutcome first = ledger.append(TestLedger.click(1));
      AppendOutcome second = ledger.append(TestLedger.click(1));
      assertThat(first).isInstanceOf(Recorded.class);
      assertThat(second).isEqualTo(new AlreadyRecorded(first.receipt()));
      assertThat(ledger.head().size()).isEqualTo(2);
    }

    @Test
    void thatIsSentAgainInOneCallHasTheSameReceipt() {
      List<AppendOutcome> outcomes =
          ledger.append(List.of(TestLedger.click(1), TestLedger.click(2), TestLedger.click(1)));
      assertThat(outcomes.get(2)).isEqualTo(new AlreadyRecorded(outcomes.get(0).receipt()));
      assertThat(ledger.head().size()).isEqualTo(3);
    }

    @Test
    void withTheKeyOfAnotherIsRefusedByTheNumberOfThatReceipt() {
      ledger.append(TestLedger.click(1));
      Event forged = Event.of("ClickRecorded", "click-1", Map.of("publisher_id", "pub-9"));
      assertThatThrownBy(() -> ledger.append(forged))
          .isInstanceOfSatisfying(
              DuplicateEventException.class,
              e -> {
                assertThat(e.recordedSeq()).isEqualTo(1);
                assertThat(e.code()).isEqualTo("receipts.duplicate-content");
                assertThat(e).hasMessageNotContaining("pub-9");
              });
      assertThat(ledger.head().size()).isEqualTo(2);
    }

    @Test
    void withTheKeyOfAnotherInTheSameCallIsRefusedAndTheRestIsRecorded() {
      Event forged = Event.of("ClickRecorded", "click-1", Map.of("publisher_id", "pub-9"));
      assertThatThrownBy(
              () -> ledger.append(List.of(TestLedger.click(1), forged, TestLedger.click(2))))
          .isInstanceOf(DuplicateEventException.class);
      assertThat(ledger.byIdempotencyKey("click-1")).isPresent();
      assertThat(ledger.byIdempotencyKey("click-2")).isPresent();
      assertThat(ledger.head().size()).isEqualTo(3);
    }

    @Test
    void withAnotherTypeOrOtherStreamsIsNotTheSame() {
      ledger.append(Event.of("A", "k", Map.of("x", 1), "s"));
      for (Event other :
          List.of(
              Event.of("B", "k", Map.of("x", 1), "s"), Event.of("A", "k", Map.of("x", 1), "t"))) {
        assertThatThrownBy(() -> ledger.append(other)).isInstanceOf(DuplicateEventException.class);
      }
    }

    @Test
    void withTheMostAndLongestStreamsStillHasASmallHeader() {
      List<String> streams = new ArrayList<>();
      for (int i = 0; i < Event.MAX_STREAMS; i++) {
        streams.add("\u4e2d".repeat(199) + i);
      }
      ledger.append(Event.of("Wide", "k", Map.of(), streams.toArray(String[]::new)));
      ledger.read(
          1,
          2,
          receipt ->
              assertThat(receipt.header().canonical().length).isLessThan(ReceiptHeader.MAX_BYTES));
    }
  }

  @Nested
  class ManyEvents {
    @Test
    void keepTheirOrderOverManyTransactions() {
      Receipts ledger = TestLedger.builder(store).maxBatch(7).maxWaiting(20).open();
      List<AppendOutcome> outcomes = ledger.append(TestLedger.clicks(0, 100));
      for (int number = 0; number < 100; number++) {
        ReceiptHeader header = outcomes.get(number).receipt().header();
        assertThat(header.seq()).isEqualTo(number + 1);
      }
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void amongWhichSomeAreKnownAddOnlyTheOthers() {
      Receipts ledger = TestLedger.builder(store).maxBatch(10).open();
      ledger.append(TestLedger.clicks(20, 60));
      List<AppendOutcome> outcomes = ledger.append(TestLedger.clicks(0, 100));
      assertThat(outcomes.stream().filter(AlreadyRecorded.class::isInstance)).hasSize(40);
      assertThat(ledger.head().size()).isEqualTo(101);
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void ofManyThreadsAreEachRecordedOnce() throws Exception {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        Receipts ledger = TestLedger.builder(store).executor(pool).maxBatch(50).open();
        List<Future<?>> done = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int thread = 0; thread < 8; thread++) {
          int from = thread * 100;
          // each event is sent by two threads
          done.add(callers.submit(() -> ledger.append(TestLedger.clicks(from, from + 200))));
        }
        for (Future<?> call : done) {
          call.get();
        }
        callers.shutdown();
        assertThat(ledger.head().size()).isEqualTo(901);
        assertThat(TestLedger.verify(store).isValid()).isTrue();
      } finally {
        pool.shutdown();
      }
    }

    @Test
    void amongWhichOneCannotBeJsonAreRecordedUpToIt() {
      Receipts ledger = TestLedger.open(store);
      Event odd = Event.of("Odd", "odd", Map.of("n", Double.NaN));
      List<Event> events =
          List.of(TestLedger.click(1), TestLedger.click(2), odd, TestLedger.click(3));
      assertThatThrownBy(() -> ledger.append(events)).isInstanceOf(InvalidJsonException.class);
      assertThat(ledger.head().size()).isEqualTo(3);
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void areReadByStreamInItsOrder() {
      Receipts ledger = TestLedger.open(store);
      ledger.append(TestLedger.clicks(0, 30));
      List<Receipt> stream = ledger.stream("publisher_id=pub-2", 4, 3);
      assertThat(stream)
          .extracting(receipt -> receipt.header().streams().get(0).seq())
          .containsExactly(4L, 5L, 6L);
      assertThat(stream)
          .extracting(receipt -> receipt.data().orElseThrow().get("publisher_id"))
          .containsOnly("pub-2");
    }
  }

  @Nested
  class SubmittedEvents {
    @Test
    void waitUntilTheExecutorRunsThem() {
      ManualExecutor executor = new ManualExecutor();
      Receipts ledger = TestLedger.builder(store).executor(executor).open();
      executor.runAll();
      CompletableFuture<AppendOutcome> outcome = ledger.submit(TestLedger.click(1));
      assertThat(outcome).isNotDone();
      executor.runAll();
      assertThat(outcome.join().receipt().header().seq()).isEqualTo(1);
    }

    @Test
    void areRefusedWhenTooManyWait() {
      ManualExecutor executor = new ManualExecutor();
      Receipts ledger = TestLedger.builder(store).executor(executor).maxWaiting(2).open();
      List<CompletableFuture<AppendOutcome>> taken =
          List.of(ledger.submit(TestLedger.click(1)), ledger.submit(TestLedger.click(2)));
      assertThatThrownBy(
              () -> taken.get(0).thenCombine(ledger.submit(TestLedger.click(3)), List::of))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.busy"));
      executor.runAll();
      assertThat(taken).allSatisfy(outcome -> assertThat(outcome).isCompleted());
      assertThat(ledger.head().size()).isEqualTo(3);
    }

    @Test
    void thatNeverStopComingDoNotKeepACallerThatHasItsReceipt() {
      ManualExecutor executor = new ManualExecutor();
      List<CompletableFuture<AppendOutcome>> submitted = new ArrayList<>();
      List<Receipts> opened = new ArrayList<>();
      HookedStore busy =
          new HookedStore(
              store,
              () -> {
                if (!opened.isEmpty() && submitted.size() < 100) {
                  submitted.add(opened.get(0).submit(TestLedger.click(1_000 + submitted.size())));
                }
              });
      Receipts ledger = TestLedger.builder(busy).executor(executor).maxBatch(1).open();
      opened.add(ledger);
      ledger.append(TestLedger.click(1));
      assertThat(submitted).hasSizeBetween(1, 5);
      executor.runAll();
      assertThat(submitted).allSatisfy(outcome -> assertThat(outcome).isCompleted());
      assertThat(TestLedger.verify(store).receipts()).isEqualTo(2L + submitted.size());
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void needNoExecutor() {
      Receipts ledger = TestLedger.open(store);
      assertThat(ledger.submit(TestLedger.click(1))).isCompleted();
    }
  }

  @Nested
  class AnotherProcessThatAppends {
    @Test
    void isGivenWayToAndNothingIsLostOrDoubled() {
      AtomicInteger rivals = new AtomicInteger();
      Receipts rival = TestLedger.open(store);
      HookedStore contested =
          new HookedStore(
              store,
              () -> {
                if (rivals.get() < 20) {
                  rival.append(TestLedger.click(5_000 + rivals.getAndIncrement()));
                }
              });
      Receipts ledger = TestLedger.builder(contested).maxBatch(10).open();
      ledger.append(TestLedger.clicks(0, 100));
      VerificationReport report = TestLedger.verify(store);
      assertThat(rivals).hasValue(20);
      assertThat(report.isValid()).isTrue();
      assertThat(report.receipts()).isEqualTo(121);
    }

    @Test
    void thatRecordsTheSameEventsFirstMakesThemKnown() {
      AtomicInteger appends = new AtomicInteger();
      Receipts rival = TestLedger.open(store);
      HookedStore contested =
          new HookedStore(
              store,
              () -> {
                if (appends.getAndIncrement() == 1) {
                  rival.append(TestLedger.clicks(5, 25));
                }
              });
      Receipts ledger = TestLedger.builder(contested).maxBatch(10).open();
      List<AppendOutcome> outcomes = ledger.append(TestLedger.clicks(0, 30));
      assertThat(outcomes.stream().filter(AlreadyRecorded.class::isInstance)).hasSize(15);
      assertThat(store.head().size()).isEqualTo(31);
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }
  }

  @Nested
  class TheClock {
    private final SettableTime time = SettableTime.at("2026-01-31T23:59:59.999Z");
    private final Receipts ledger = TestLedger.builder(store).time(time).open();

    @Test
    void thatStepsBackALittleLeavesTheLastTime() {
      time.advance(Duration.ofSeconds(-30));
      ReceiptHeader header = ledger.append(TestLedger.click(1)).receipt().header();
      assertThat(header.timestamp()).hasToString("2026-01-31T23:59:59.999Z");
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    @Test
    void thatIsFarBehindStopsTheLedgerUntilItIsRight() {
      time.advance(Duration.ofHours(-1));
      assertCode(() -> ledger.append(TestLedger.click(1)), "receipts.clock-behind");
      assertThat(ledger.head().size()).isEqualTo(1);
      time.advance(Duration.ofHours(1));
      assertThat(ledger.append(TestLedger.click(1))).isInstanceOf(Recorded.class);
    }

    @Test
    void isCutToMilliseconds() {
      time.advance(Duration.ofNanos(1_234_567));
      ReceiptHeader header = ledger.append(TestLedger.click(1)).receipt().header();
      assertThat(header.timestamp()).hasToString("2026-02-01T00:00:00Z");
      assertThat(new String(header.canonical(), StandardCharsets.UTF_8))
          .contains("\"timestamp\":\"2026-02-01T00:00:00.000Z\"");
    }
  }

  @Nested
  class ASignerThatFails {
    @Test
    void failsItsEventsAndNothingIsRecorded() {
      FlakySigner signer = new FlakySigner();
      Receipts ledger = TestLedger.builder(store).signer(signer).open();
      signer.broken = true;
      assertThatThrownBy(() -> ledger.append(TestLedger.clicks(0, 3)))
          .hasMessage("the key is locked");
      assertThat(ledger.head().size()).isEqualTo(1);
      signer.broken = false;
      assertThat(ledger.append(TestLedger.clicks(0, 3)))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Recorded.class));
      assertThat(TestLedger.verify(store).isValid()).isTrue();
    }

    private static final class FlakySigner implements Signer {
      private volatile boolean broken;

      @Override
      public byte[] publicKey() {
        return TestLedger.KEY.publicKey();
      }

      @Override
      public byte[] sign(byte[] message) {
        if (broken) {
          throw new FactoryException("test.locked", "the key is locked");
        }
        return TestLedger.KEY.sign(message);
      }
    }
  }

  @Nested
  class AsAJournal {
    @Test
    void everyEventBecomesAReceipt() {
      Receipts ledger = TestLedger.open(store);
      ledger.asJournal().append(TestLedger.clicks(0, 5));
      ledger.asJournal().append(TestLedger.click(4));
      assertThat(ledger.head().size()).isEqualTo(6);
    }
  }
}
