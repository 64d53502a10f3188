package dev.factory.receipts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ReceiptStore} promises. Extend it and say how to make an empty shard; a store
 * on shared storage also says how to open the same shard a second time.
 */
public abstract class ReceiptStoreContract {

  /** {@return a shard without receipts, on storage of its own} */
  protected abstract ReceiptStore emptyStore();

  /**
   * {@return the shard behind {@code store} once more, as another process would open it}; a store
   * that cannot be shared returns {@code store}.
   */
  protected ReceiptStore reopened(ReceiptStore store) {
    return store;
  }

  private static void appendAll(ReceiptStore store, List<NewReceipt> batch) {
    assertThat(store.append(store.head(), batch)).isInstanceOf(AppendResult.Committed.class);
  }

  private static List<StoredReceipt> all(ReceiptStore store) {
    List<StoredReceipt> receipts = new ArrayList<>();
    store.range(0, Long.MAX_VALUE, receipts::add);
    return receipts;
  }

  private static List<StoredReceipt> receipts(List<NewReceipt> batch) {
    return batch.stream().map(NewReceipt::receipt).toList();
  }

  @Nested
  class AnEmptyShard {
    @Test
    void endsNowhere() {
      assertThat(emptyStore().head()).isEqualTo(Head.EMPTY);
    }

    @Test
    void holdsNothing() {
      ReceiptStore store = emptyStore();
      assertThat(all(store)).isEmpty();
      assertThat(store.byId(new UUID(1, 2))).isEmpty();
      assertThat(store.byIdempotencyKeys(Set.of("k"))).isEmpty();
      assertThat(store.streamHeads(Set.of("s"))).isEmpty();
      assertThat(store.stream("s", 0, 10)).isEmpty();
    }
  }

  @Nested
  class EndsOfAllStreams {
    private static Map<String, StreamHead> ends(ReceiptStore store, long size) {
      Map<String, StreamHead> ends = new HashMap<>();
      store.streamHeadsAt(size, (key, head) -> assertThat(ends.put(key, head)).isNull());
      return ends;
    }

    @Test
    void areShownAsTheyStoodAtEachSize() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> batch = new ArrayList<>(chain.next(3, "a", "\ud83d\ude00"));
      batch.addAll(chain.next(2, "b", "a"));
      batch.addAll(chain.next(2));
      appendAll(store, batch);
      Map<String, StreamHead> expected = new HashMap<>();
      assertThat(ends(reopened(store), 0)).isEmpty();
      for (int size = 1; size <= batch.size(); size++) {
        NewReceipt last = batch.get(size - 1);
        for (StreamLink link : last.streams()) {
          expected.put(link.key(), new StreamHead(link.seq() + 1, last.leaf()));
        }
        assertThat(ends(reopened(store), size)).isEqualTo(expected);
      }
      assertThat(ends(store, Long.MAX_VALUE)).isEqualTo(store.streamHeads(expected.keySet()));
    }
  }

  @Nested
  class AppendedReceipts {
    @Test
    void areReadBackAsTheyWereGiven() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5, "s");
      appendAll(store, batch);
      assertThat(all(reopened(store))).isEqualTo(receipts(batch));
    }

    @Test
    void moveTheHeadToTheLastOfThem() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5, "s");
      appendAll(store, batch);
      Head head = reopened(store).head();
      NewReceipt last = batch.get(4);
      assertThat(head.size()).isEqualTo(5);
      assertThat(head.leaf()).isEqualTo(last.leaf());
      assertThat(head.lastId()).map(UUID::toString).contains(last.receipt().id());
      assertThat(head.lastAcceptedAt()).contains(SampleChain.ACCEPTED_AT);
    }

    @Test
    void areFoundByIdKeyAndStream() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> first = chain.next(3, "a");
      List<NewReceipt> second = chain.next(4, "b", "a");
      appendAll(store, first);
      appendAll(store, second);
      StoredReceipt wanted = second.get(1).receipt();
      assertThat(store.byId(UUID.fromString(wanted.id()))).contains(wanted);
      assertThat(store.byIdempotencyKeys(Set.of(wanted.idempotencyKey(), "unknown")))
          .containsExactlyEntriesOf(Map.of(wanted.idempotencyKey(), wanted));
      assertThat(store.stream("b", 0, 10)).isEqualTo(receipts(second));
      assertThat(store.stream("a", 2, 3))
          .isEqualTo(
              List.of(first.get(2).receipt(), second.get(0).receipt(), second.get(1).receipt()));
    }

    @Test
    void moveTheHeadsOfTheirStreams() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(3, "a"));
      List<NewReceipt> second = chain.next(2, "a", "b");
      appendAll(store, second);
      ReceiptHash end = second.get(1).leaf();
      assertThat(store.streamHeads(Set.of("a", "b", "c")))
          .containsOnlyKeys("a", "b")
          .containsEntry("a", new StreamHead(5, end))
          .containsEntry("b", new StreamHead(2, end));
    }

    @Test
    void leaveTheHeadsOfTheirStreamsAsTheyWereAtAnyTime() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> first = chain.next(3, "a");
      List<NewReceipt> second = chain.next(2, "a", "b");
      appendAll(store, first);
      appendAll(store, second);
      assertThat(headsAt(store, 0)).isEmpty();
      assertThat(headsAt(store, 2)).isEqualTo(Map.of("a", new StreamHead(2, first.get(1).leaf())));
      ReceiptHash fourth = second.get(0).leaf();
      assertThat(headsAt(store, 4))
          .isEqualTo(Map.of("a", new StreamHead(4, fourth), "b", new StreamHead(1, fourth)));
      ReceiptHash end = second.get(1).leaf();
      assertThat(headsAt(reopened(store), 5))
          .isEqualTo(Map.of("a", new StreamHead(5, end), "b", new StreamHead(2, end)));
      assertThat(headsAt(store, 99)).isEqualTo(headsAt(store, 5));
    }

    private static Map<String, StreamHead> headsAt(ReceiptStore store, long size) {
      Map<String, StreamHead> heads = new HashMap<>();
      store.streamHeadsAt(size, (key, head) -> assertThat(heads.put(key, head)).isNull());
      return heads;
    }

    @Test
    void areShownFromAnyPlaceToAnyPlace() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(10, "s");
      appendAll(store, batch);
      List<StoredReceipt> shown = new ArrayList<>();
      store.range(3, 7, shown::add);
      assertThat(shown).isEqualTo(receipts(batch.subList(3, 7)));
      store.range(10, 20, receipt -> assertThat(receipt).isNull());
    }

    @Test
    void stopBeingShownWhenTheVisitorThrows() {
      ReceiptStore store = emptyStore();
      appendAll(store, new SampleChain().next(3, "s"));
      assertThatThrownBy(
              () ->
                  store.range(
                      0,
                      3,
                      receipt -> {
                        throw new IllegalStateException("enough");
                      }))
          .hasMessage("enough");
      assertThat(all(store)).hasSize(3);
    }

    @Test
    void keepTextOfEveryKind() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch =
          new SampleChain().next(1, "publisher_id=\u00e9\u4e2d\ud83d\ude00'\"%");
      appendAll(store, batch);
      assertThat(reopened(store).stream("publisher_id=\u00e9\u4e2d\ud83d\ude00'\"%", 0, 1))
          .isEqualTo(receipts(batch));
    }

    @Test
    void mayBeThousandsAtOnce() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5_000, "s");
      appendAll(store, batch);
      assertThat(all(store)).isEqualTo(receipts(batch));
    }
  }

  @Nested
  class AnAppendToAnOldHead {
    @Test
    void isAConflictThatNamesTheHeadAndWritesNothing() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      List<NewReceipt> rival = new SampleChain("rival").next(2, "s");
      assertThat(store.append(Head.EMPTY, rival))
          .isEqualTo(new AppendResult.Conflict(store.head()));
      assertThat(all(store)).isEqualTo(receipts(kept));
      assertThat(store.streamHeads(Set.of("s")))
          .containsValue(new StreamHead(2, kept.get(1).leaf()));
    }

    @Test
    void isAConflictAlsoWhenOnlyTheLeafDiffers() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(2, "s"));
      Head actual = store.head();
      Head forged = new Head(2, ReceiptHash.ZERO, actual.last());
      assertThat(store.append(forged, chain.next(1, "s")))
          .isEqualTo(new AppendResult.Conflict(actual));
      assertThat(store.head()).isEqualTo(actual);
    }
  }

  @Nested
  class ARepeatedIdempotencyKey {
    @Test
    void isADuplicateThatShowsTheReceiptAndWritesNothingOfTheBatch() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      Head before = store.head();
      List<NewReceipt> mixed = chain.nextRepeating(3, 1, kept.get(1).receipt().idempotencyKey());
      assertThat(store.append(before, mixed))
          .isEqualTo(
              new AppendResult.Duplicate(
                  Map.of(kept.get(1).receipt().idempotencyKey(), kept.get(1).receipt())));
      assertThat(store.head()).isEqualTo(before);
      assertThat(all(store)).isEqualTo(receipts(kept));
    }
  }

  @Nested
  class AnAppendInTurn {
    @Test
    void isMadeFromTheHeadAndSeesTheStore() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(2, "s"));
      Head before = store.head();
      List<NewReceipt> batch = chain.next(3, "s");
      AppendResult result =
          store.appendInTurn(
              (head, view) -> {
                assertThat(head).isEqualTo(before);
                assertThat(view.streamHeads(Set.of("s")))
                    .containsValue(new StreamHead(2, before.leaf()));
                return batch;
              });
      assertThat(result).isInstanceOf(AppendResult.Committed.class);
      assertThat(reopened(store).head().leaf()).isEqualTo(batch.get(2).leaf());
      assertThat(all(store)).hasSize(5);
    }

    @Test
    void thatThrowsWritesNothing() {
      ReceiptStore store = emptyStore();
      appendAll(store, new SampleChain().next(2, "s"));
      assertThatThrownBy(
              () ->
                  store.appendInTurn(
                      (head, view) -> {
                        throw new IllegalStateException("no batch");
                      }))
          .hasMessage("no batch");
      assertThat(all(store)).hasSize(2);
      appendAll(store, SampleChain.continuing(store.head(), "next").next(1));
    }

    @Test
    void thatRepeatsAKeyIsADuplicateAndWritesNothing() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      String key = kept.get(0).receipt().idempotencyKey();
      AppendResult result = store.appendInTurn((head, view) -> chain.nextRepeating(2, 0, key));
      assertThat(result).isEqualTo(new AppendResult.Duplicate(Map.of(key, kept.get(0).receipt())));
      assertThat(all(store)).hasSize(2);
    }
  }

  @Nested
  class ASearch {
    private final SampleChain chain = new SampleChain();
    private final List<StoredReceipt> given = new ArrayList<>();
    private ReceiptStore store;

    /**
     * 60 receipts: a click each second, every fifth a sale instead, of three publishers in turn.
     */
    @BeforeEach
    void fill() {
      store = emptyStore();
      List<NewReceipt> batch = new ArrayList<>();
      for (int second = 0; second < 60; second++) {
        chain.ofType(second % 5 == 4 ? "Sale" : "Click").acceptedAt(at(second));
        batch.addAll(chain.next(1, "publisher=" + second % 3));
      }
      appendAll(store, batch);
      given.addAll(receipts(batch));
    }

    private Instant at(int second) {
      return SampleChain.ACCEPTED_AT.plusSeconds(second);
    }

    private List<StoredReceipt> fitting(ReceiptFilter filter) {
      return given.stream()
          .filter(
              receipt -> {
                Instant acceptedAt = Instant.parse(receipt.timestamp());
                String stream = "publisher=" + receipt.seq() % 3;
                return (filter.stream() == null || stream.equals(filter.stream()))
                    && (filter.type() == null || receipt.type().equals(filter.type()))
                    && (filter.from() == null || !acceptedAt.isBefore(filter.from()))
                    && (filter.to() == null || acceptedAt.isBefore(filter.to()));
              })
          .toList();
    }

    private List<ReceiptFilter> filters() {
      List<ReceiptFilter> filters = new ArrayList<>();
      for (String stream : Arrays.asList(null, "publisher=1", "publisher=7")) {
        for (String type : Arrays.asList(null, "Click", "Sale", "None")) {
          for (Instant from : Arrays.asList(null, at(-1), at(10), at(59), at(99))) {
            for (Instant to : Arrays.asList(null, at(30), at(60))) {
              if (from == null || to == null || !to.isBefore(from)) {
                filters.add(new ReceiptFilter(stream, type, from, to));
              }
            }
          }
        }
      }
      return filters;
    }

    @Test
    void findsExactlyWhatFitsOldestFirst() {
      for (ReceiptFilter filter : filters()) {
        assertThat(store.find(filter, 0, 100)).as("%s", filter).isEqualTo(fitting(filter));
      }
    }

    @Test
    void findsTheSameNewestFirst() {
      for (ReceiptFilter filter : filters()) {
        List<StoredReceipt> expected = new ArrayList<>(fitting(filter));
        Collections.reverse(expected);
        assertThat(store.findBackwards(filter, Long.MAX_VALUE, 100))
            .as("%s", filter)
            .isEqualTo(expected);
      }
    }

    @Test
    void goesOnPageByPageWithoutGapOrRepetition() {
      for (ReceiptFilter filter : filters()) {
        List<StoredReceipt> forwards = new ArrayList<>();
        List<StoredReceipt> backwards = new ArrayList<>();
        List<StoredReceipt> page = store.find(filter, 0, 17);
        while (!page.isEmpty()) {
          forwards.addAll(page);
          page = store.find(filter, page.get(page.size() - 1).seq() + 1, 17);
        }
        page = store.findBackwards(filter, 99, 17);
        while (!page.isEmpty()) {
          backwards.addAll(page);
          page = store.findBackwards(filter, page.get(page.size() - 1).seq(), 17);
        }
        Collections.reverse(backwards);
        assertThat(forwards).as("%s", filter).isEqualTo(fitting(filter));
        assertThat(backwards).as("%s", filter).isEqualTo(fitting(filter));
      }
    }

    @Test
    void countsAMillisecondAsBegunWhenItsBoundIsWithinIt() {
      Instant within = at(20).plusNanos(1);
      assertThat(store.find(ReceiptFilter.ALL.accepted(within, null), 0, 1))
          .containsExactly(given.get(21));
      assertThat(store.findBackwards(ReceiptFilter.ALL.accepted(null, within), 99, 1))
          .containsExactly(given.get(20));
    }

    @Test
    void takesAnyTime() {
      ReceiptFilter always = ReceiptFilter.ALL.accepted(Instant.MIN, Instant.MAX);
      assertThat(store.find(always, 0, 100)).isEqualTo(given);
      assertThat(store.find(ReceiptFilter.ALL.accepted(Instant.MAX, null), 0, 100)).isEmpty();
      assertThat(store.find(ReceiptFilter.ALL.accepted(null, Instant.MIN), 0, 100)).isEmpty();
    }

    @Test
    void seesReceiptsOfOneInstantTogether() {
      chain.acceptedAt(at(60));
      List<NewReceipt> together = chain.next(9);
      appendAll(store, together);
      assertThat(store.find(ReceiptFilter.ALL.accepted(at(60), at(61)), 0, 100))
          .isEqualTo(receipts(together));
    }

    @Test
    void withoutALimitIsRefused() {
      assertThatThrownBy(() -> store.find(ReceiptFilter.ALL, 0, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.findBackwards(ReceiptFilter.ALL, 9, -1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.stream("publisher=1", 0, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofAnEmptyShardFindsNothing() {
      ReceiptStore empty = emptyShardBeside(store);
      for (ReceiptFilter filter : filters()) {
        assertThat(empty.find(filter, 0, 10)).isEmpty();
        assertThat(empty.findBackwards(filter, 10, 10)).isEmpty();
      }
    }
  }

  /** {@return another, empty shard, on the same storage if that holds several} */
  protected ReceiptStore emptyShardBeside(ReceiptStore store) {
    return emptyStore();
  }

  @Nested
  class AnErasure {
    private static final String IP = "WyJzYWx0IiwiaXAiLCIxMC4wLjAuMSJd";
    private static final String NAME = "WyJzYWx0IiwibmFtZSIsIkFkYSJd";

    private final SampleChain chain = new SampleChain();
    private ReceiptStore store;

    @BeforeEach
    void fill() {
      store = emptyStore();
      StoredPayload payload = new StoredPayload("{\"n\":1}", "[\"" + IP + "\",\"" + NAME + "\"]");
      appendAll(store, List.of(chain.saying(payload), chain.saying(payload), chain.next(1).get(0)));
    }

    private StoredReceipt at(long seq) {
      List<StoredReceipt> found = new ArrayList<>();
      reopened(store).range(seq, seq + 1, found::add);
      return found.get(0);
    }

    @Test
    void ofAWholePayloadLeavesTheRestOfTheReceiptAndEveryOtherOne() {
      List<StoredReceipt> before = all(store);
      NewReceipt certificate = chain.erasing(new Erasure(1, Set.of()));
      appendAll(store, List.of(certificate));
      assertThat(all(reopened(store)))
          .containsExactly(
              before.get(0), before.get(1).withPayload(null), before.get(2), certificate.receipt());
      assertThat(store.byId(UUID.fromString(before.get(1).id())))
          .contains(before.get(1).withPayload(null));
    }

    @Test
    void ofDisclosuresLeavesTheirDigestsInTheirPlaces() {
      appendAll(store, List.of(chain.erasing(new Erasure(0, Set.of(NAME)))));
      assertThat(at(0).kept())
          .contains(
              new StoredPayload(
                  "{\"n\":1}", "[\"" + IP + "\",\"" + StoredPayload.digest(NAME) + "\"]"));
      assertThat(at(1).kept().orElseThrow().disclosures()).contains(NAME);
    }

    @Test
    void isRememberedWithEveryReceiptThatCertifiesIt() {
      assertThat(store.certificates(0)).isEmpty();
      appendAll(store, List.of(chain.erasing(new Erasure(0, Set.of(NAME)))));
      appendAll(store, chain.next(2));
      appendAll(
          store,
          List.of(
              chain.erasing(
                  new Erasure(0, Set.of(IP)),
                  new Erasure(1, Set.of()),
                  new Erasure(0, Set.of(NAME)))));
      assertThat(reopened(store).certificates(0)).containsExactly(3L, 6L);
      assertThat(store.certificates(1)).containsExactly(6L);
      assertThat(store.certificates(2)).isEmpty();
      assertThat(at(0).kept().orElseThrow().disclosures())
          .isEqualTo(
              "[\"" + StoredPayload.digest(IP) + "\",\"" + StoredPayload.digest(NAME) + "\"]");
    }

    @Test
    void ofWhatIsGoneAlreadyChangesNothingAndIsRemembered() {
      appendAll(store, List.of(chain.erasing(new Erasure(1, Set.of()))));
      appendAll(
          store,
          List.of(
              chain.erasing(
                  new Erasure(1, Set.of()),
                  new Erasure(1, Set.of(NAME)),
                  new Erasure(2, Set.of("bm90IHRoZXJl")))));
      assertThat(at(1).kept()).isEmpty();
      assertThat(at(2).kept()).isPresent();
      assertThat(store.certificates(1)).containsExactly(3L, 4L);
      assertThat(store.certificates(2)).containsExactly(4L);
    }

    @Test
    void reachesReceiptsOfItsOwnBatch() {
      NewReceipt brief = chain.next(1).get(0);
      appendAll(store, List.of(brief, chain.erasing(new Erasure(3, Set.of()))));
      assertThat(at(3).kept()).isEmpty();
      assertThat(store.certificates(3)).containsExactly(4L);
    }

    @Test
    void ofABatchThatIsNotKeptErasesNothing() {
      NewReceipt late = chain.erasing(new Erasure(0, Set.of()));
      assertThat(store.append(Head.EMPTY, List.of(late))).isInstanceOf(AppendResult.Conflict.class);
      SampleChain rival = SampleChain.continuing(store.head(), "rival");
      NewReceipt repeated = rival.nextRepeating(1, 0, at(2).idempotencyKey()).get(0);
      NewReceipt erasing = rival.erasing(new Erasure(0, Set.of()), new Erasure(1, Set.of(IP)));
      assertThat(store.append(store.head(), List.of(repeated, erasing)))
          .isInstanceOf(AppendResult.Duplicate.class);
      assertThat(at(0).kept()).isPresent();
      assertThat(at(1).kept().orElseThrow().disclosures()).contains(IP);
      assertThat(store.certificates(0)).isEmpty();
    }

    @Test
    void ofThousandsIsOneAppend() {
      appendAll(store, chain.next(3_000));
      List<Erasure> erasures = new ArrayList<>();
      for (long seq = 0; seq < 3_000; seq++) {
        erasures.add(new Erasure(seq, seq % 2 == 0 ? Set.of() : Set.of(NAME)));
      }
      appendAll(store, List.of(chain.erasing(erasures.toArray(Erasure[]::new))));
      List<StoredReceipt> left = all(store);
      for (int seq = 0; seq < 3_000; seq++) {
        assertThat(left.get(seq).kept().isPresent()).isEqualTo(seq % 2 == 1);
      }
      assertThat(left.get(1).kept().orElseThrow().disclosures()).doesNotContain(NAME);
    }

    @Test
    void survivesCompactionWithEverythingElse() {
      appendAll(
          store, List.of(chain.erasing(new Erasure(0, Set.of()), new Erasure(1, Set.of(IP)))));
      List<StoredReceipt> before = all(store);
      store.compact();
      assertThat(all(reopened(store))).isEqualTo(before);
      assertThat(store.certificates(1)).containsExactly(3L);
      appendAll(store, chain.next(1));
    }

    @Test
    void aReceiptThatComesWithoutItsPayloadIsKeptWithoutIt() {
      NewReceipt restored = chain.saying(null);
      appendAll(store, List.of(restored, chain.next(1).get(0)));
      assertThat(at(3)).isEqualTo(restored.receipt());
      assertThat(at(4).kept()).isPresent();
    }
  }

  @Nested
  class HashesOfTheTree {
    @Test
    void areTheLeavesOfAllReceiptsAtLevelZero() {
      ReceiptStore store = emptyStore();
      assertThat(store.hashes(0, 0, 10)).isEmpty();
      List<NewReceipt> batch = new SampleChain().next(300, "s");
      appendAll(store, batch.subList(0, 1));
      assertThat(store.hashes(0, 0, 10)).containsExactly(batch.get(0).leaf());
      appendAll(store, batch.subList(1, 300));
      List<ReceiptHash> leaves = batch.stream().map(NewReceipt::leaf).toList();
      assertThat(reopened(store).hashes(0, 0, 1_000)).isEqualTo(leaves);
      assertThat(store.hashes(0, 0, 300)).isEqualTo(leaves);
      assertThat(store.hashes(0, 40, 256)).isEqualTo(leaves.subList(40, 296));
      assertThat(store.hashes(0, 298, 1)).isEqualTo(leaves.subList(298, 299));
      assertThat(store.hashes(0, 299, 10)).isEqualTo(leaves.subList(299, 300));
      assertThat(store.hashes(0, 300, 10)).isEmpty();
      assertThat(store.hashes(0, 1_000, 10)).isEmpty();
    }

    @Test
    void ofHigherLevelsAreThoseThatWerePut() {
      ReceiptStore store = emptyStore();
      List<ReceiptHash> some = leaves(600);
      store.putHashes(1, 0, some.subList(0, 200));
      store.putHashes(1, 200, some.subList(200, 600));
      store.putHashes(7, 0, some.subList(5, 6));
      store.putHashes(2, 0, List.of());
      assertThat(reopened(store).hashes(1, 0, 1_000)).isEqualTo(some);
      assertThat(store.hashes(1, 100, 50)).isEqualTo(some.subList(100, 150));
      assertThat(store.hashes(1, 600, 50)).isEmpty();
      assertThat(store.hashes(7, 0, 9)).isEqualTo(some.subList(5, 6));
      assertThat(store.hashes(2, 0, 9)).isEmpty();
    }

    @Test
    void thatAreThereStayAsTheyAre() {
      ReceiptStore store = emptyStore();
      List<ReceiptHash> some = leaves(10);
      store.putHashes(1, 0, some.subList(0, 4));
      store.putHashes(1, 2, List.of(ReceiptHash.ZERO, ReceiptHash.ZERO, some.get(4)));
      store.putHashes(1, 0, List.of(ReceiptHash.ZERO));
      assertThat(store.hashes(1, 0, 10)).isEqualTo(some.subList(0, 5));
    }

    @Test
    void neverLeaveAGap() {
      ReceiptStore store = emptyStore();
      List<ReceiptHash> some = leaves(10);
      store.putHashes(1, 0, some.subList(0, 4));
      assertThatThrownBy(() -> store.putHashes(1, 5, some.subList(5, 6)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing was written");
      assertThat(store.hashes(1, 5, 1)).isEmpty();
    }

    @Test
    void haveLevelsUpToSeven() {
      ReceiptStore store = emptyStore();
      for (int level : new int[] {-1, 8}) {
        assertThatThrownBy(() -> store.hashes(level, 0, 1))
            .isInstanceOf(IllegalArgumentException.class);
      }
      for (int level : new int[] {-1, 0, 8}) {
        assertThatThrownBy(() -> store.putHashes(level, 0, leaves(1)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> store.hashes(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ReceiptHash> leaves(int count) {
      return new SampleChain().next(count).stream().map(NewReceipt::leaf).toList();
    }
  }

  @Nested
  class ACheckpoint {
    private static StoredCheckpoint of(long size, String note) {
      return new StoredCheckpoint(size, new SampleChain(note).next(1).get(0).leaf(), note);
    }

    @Test
    void isThereOnceItWasPut() {
      ReceiptStore store = emptyStore();
      assertThat(store.latestCheckpoint()).isEmpty();
      StoredCheckpoint first = of(3, "factory.example/receipts\n3\n\u2014 k abc\n");
      assertThat(store.putCheckpoint(0, first)).isTrue();
      assertThat(reopened(store).latestCheckpoint()).contains(first);
      assertThat(emptyShardBeside(store).latestCheckpoint()).isEmpty();
    }

    @Test
    void takesThePlaceOfTheOneItWasMadeAfterAndOfNoOther() {
      ReceiptStore store = emptyStore();
      assertThat(store.putCheckpoint(2, of(3, "too early"))).isFalse();
      assertThat(store.putCheckpoint(0, of(3, "first"))).isTrue();
      assertThat(store.putCheckpoint(0, of(4, "also first"))).isFalse();
      assertThat(store.putCheckpoint(2, of(4, "after another"))).isFalse();
      assertThat(store.latestCheckpoint()).contains(of(3, "first"));
      assertThat(store.putCheckpoint(3, of(3, "signed again"))).isTrue();
      assertThat(store.putCheckpoint(3, of(9, "next"))).isTrue();
      assertThat(store.latestCheckpoint()).contains(of(9, "next"));
    }

    @Test
    void neverCoversLessThanTheOneBefore() {
      ReceiptStore store = emptyStore();
      store.putCheckpoint(0, of(3, "first"));
      assertThatThrownBy(() -> store.putCheckpoint(3, of(2, "less")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(store.latestCheckpoint()).contains(of(3, "first"));
    }

    @Test
    void isKeptByOneOfTwoWhoRace() throws Exception {
      ReceiptStore store = emptyStore();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (long size = 0; size < 20; size++) {
          long before = size;
          List<Callable<Boolean>> writers = new ArrayList<>();
          for (int writer = 0; writer < 4; writer++) {
            ReceiptStore own = reopened(store);
            String note = "writer " + writer;
            writers.add(() -> own.putCheckpoint(before, of(before + 1, note)));
          }
          int kept = 0;
          for (Future<Boolean> writer : threads.invokeAll(writers)) {
            kept += writer.get() ? 1 : 0;
          }
          assertThat(kept).isEqualTo(1);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Nested
  class RacingWriters {
    @Test
    void neverForkTheChain() throws Exception {
      ReceiptStore store = emptyStore();
      int writers = 4;
      int batches = 25;
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      try {
        List<Future<Integer>> conflicts = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          ReceiptStore own = reopened(store);
          String name = "writer" + writer;
          Callable<Integer> work = () -> writeBatches(own, name, batches);
          conflicts.add(threads.submit(work));
        }
        for (Future<Integer> conflict : conflicts) {
          conflict.get();
        }
      } finally {
        threads.shutdownNow();
      }
      SampleChain.assertUnbroken(all(store), writers * batches * 3);
      assertThat(store.head().size()).isEqualTo(3L * writers * batches);
    }

    private int writeBatches(ReceiptStore store, String writer, int batches) {
      int conflicts = 0;
      for (int batch = 0; batch < batches; ) {
        Head head = store.head();
        SampleChain chain = SampleChain.continuing(head, writer + "-" + batch);
        // now this way, now that: whoever writes in turn meets writers who do not
        AppendResult result =
            batch % 2 == 0
                ? store.append(head, chain.next(3))
                : store.appendInTurn(
                    (now, view) -> SampleChain.continuing(now, writer + "-in-turn").next(3));
        if (result instanceof AppendResult.Committed) {
          batch++;
        } else {
          assertThat(result).isInstanceOf(AppendResult.Conflict.class);
          conflicts++;
        }
      }
      return conflicts;
    }
  }
}
