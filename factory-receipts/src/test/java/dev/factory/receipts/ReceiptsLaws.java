package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamLink;
import dev.factory.receipts.tlog.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ReceiptsLaws {
  private static final SubjectKeys KEYS =
      subject -> Optional.of((subject + "-".repeat(32)).getBytes(StandardCharsets.UTF_8));

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(12)
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }

  @Provide
  Arbitrary<String> keys() {
    return texts()
        .filter(text -> !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl));
  }

  @Provide
  Arbitrary<ReceiptHash> hashes() {
    return Arbitraries.bytes().array(byte[].class).ofSize(32).map(ReceiptHash::of);
  }

  @Provide
  Arbitrary<ReceiptHeader> headers() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<StreamLink> links =
        Combinators.combine(keys(), Arbitraries.longs().between(0, (1L << 53) - 1), hashes())
            .as(StreamLink::new);
    Arbitrary<Instant> times =
        Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    return Combinators.combine(
            keys(),
            Arbitraries.longs().between(0, (1L << 53) - 1),
            ids,
            keys(),
            times,
            hashes(),
            ids.injectNull(0.2),
            links.list().ofMaxSize(4))
        .as(
            (ledger, seq, id, type, time, hash, previous, streams) ->
                new ReceiptHeader(
                    ledger, seq, id, type, time, hash, previous, hash, streams, "kid"));
  }

  @Property
  void aHeaderIsReadBackFromItsBytes(@ForAll("headers") ReceiptHeader header) {
    byte[] bytes = header.canonical();
    assertThat(ReceiptHeader.parse(bytes)).isEqualTo(header);
    assertThat(CanonicalJson.isCanonical(bytes)).isTrue();
  }

  @Property
  void anyOtherBytesAreNotTheSameHeader(
      @ForAll("headers") ReceiptHeader header, @ForAll int place, @ForAll byte flip) {
    byte[] bytes = header.canonical();
    byte[] changed = bytes.clone();
    changed[Math.floorMod(place, bytes.length)] ^= flip;
    try {
      assertThat(ReceiptHeader.parse(changed).equals(header))
          .isEqualTo(Arrays.equals(changed, bytes));
    } catch (IllegalArgumentException e) {
      assertThat(changed).isNotEqualTo(bytes);
    }
  }

  /** Which of ten events is sent, in which batch sizes, by which call. */
  @Property
  void aLedgerIsTheListOfDistinctEventsInTheOrderOfTheirFirstArrival(
      @ForAll @Size(max = 8) List<@Size(max = 12) List<@IntRange(max = 9) Integer>> calls,
      @ForAll @IntRange(min = 1, max = 5) int maxBatch,
      @ForAll @IntRange(min = 1, max = 6) int maxWaiting) {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    Receipts ledger = TestLedger.builder(store).maxBatch(maxBatch).maxWaiting(maxWaiting).open();
    Map<Integer, Receipt> model = new LinkedHashMap<>();
    for (List<Integer> call : calls) {
      List<AppendOutcome> outcomes = ledger.append(call.stream().map(TestLedger::click).toList());
      for (int i = 0; i < call.size(); i++) {
        Receipt receipt = outcomes.get(i).receipt();
        Receipt before = model.putIfAbsent(call.get(i), receipt);
        assertThat(outcomes.get(i))
            .isInstanceOf(
                before == null
                    ? AppendOutcome.Recorded.class
                    : AppendOutcome.AlreadyRecorded.class);
        assertThat(receipt).isEqualTo(before == null ? receipt : before);
      }
    }
    List<Receipt> recorded = new ArrayList<>();
    ledger.read(1, Long.MAX_VALUE, recorded::add);
    assertThat(recorded).containsExactlyElementsOf(model.values());
    assertThat(TestLedger.verify(store).isValid()).isTrue();
  }

  @Property
  void everyStreamIsTheSubsequenceOfItsEvents(
      @ForAll @Size(max = 25) List<@Size(max = 3) List<@IntRange(max = 3) Integer>> memberships) {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    Receipts ledger = TestLedger.open(store);
    List<Event> events = new ArrayList<>();
    for (int number = 0; number < memberships.size(); number++) {
      String[] streams =
          memberships.get(number).stream().map(stream -> "s" + stream).toArray(String[]::new);
      events.add(Event.of("E", "e" + number, Map.of("n", number), streams));
    }
    List<AppendOutcome> outcomes = ledger.append(events);
    for (String stream : List.of("s0", "s1", "s2", "s3")) {
      List<Receipt> expected =
          IntStream.range(0, events.size())
              .filter(number -> events.get(number).streams().contains(stream))
              .mapToObj(number -> outcomes.get(number).receipt())
              .toList();
      assertThat(ledger.stream(stream, 0, 100)).isEqualTo(expected);
    }
  }

  @Property
  void whatIsRecordedIsReadBackWithOrWithoutSubjectKeys(
      @ForAll("texts") String clear, @ForAll("texts") String personal, @ForAll boolean keyed) {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    Receipts ledger =
        TestLedger.builder(store).subjectKeys(keyed ? KEYS : SubjectKeys.none()).open();
    Event event =
        new Event(
            "E",
            List.of(new SubjectRef("u", Set.of("p"))),
            Map.of("c", clear, "p", personal),
            "k",
            List.of());
    Receipt receipt = ledger.append(event).receipt();
    assertThat(receipt.data().orElseThrow()).isEqualTo(event.data());
    assertThat(Objects.requireNonNull(receipt.payload()).data().contains("\"p\""))
        .isEqualTo(!keyed);
    assertThat(Receipt.fromJson(receipt.toJson())).isEqualTo(receipt);
    assertThat(TestLedger.verify(store).isValid()).isTrue();
  }

  @Property
  void aChangedReceiptNeverPassesForTheOneThatWasSigned(@ForAll int place, @ForAll byte flip) {
    byte[] json = Signed.JSON.clone();
    json[Math.floorMod(place, json.length)] ^= flip;
    Receipt read;
    try {
      read = Receipt.fromJson(json);
    } catch (IllegalArgumentException e) {
      return; // refused, which is what most changes deserve
    }
    boolean good = ReceiptVerifier.trusting(TestLedger.TRUST).verify(read).isEmpty();
    assertThat(good).isEqualTo(read.equals(Signed.RECEIPT));
  }

  private static final class Signed {
    static final Receipt RECEIPT =
        TestLedger.open(new InMemoryReceiptStore()).append(TestLedger.click(1)).receipt();
    static final byte[] JSON = RECEIPT.toJson();
  }

  /** Law: the path of every leaf of a batch leads to the one root that was signed. */
  @Property
  void everyPathOfABatchLeadsToItsRoot(@ForAll @IntRange(min = 1, max = 300) int count) {
    List<ReceiptHash> leaves =
        IntStream.range(0, count)
            .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}))
            .toList();
    BatchTree tree = new BatchTree(leaves);
    for (int i = 0; i < count; i++) {
      assertThat(BatchTree.root(leaves.get(i), i, tree.path(i))).isEqualTo(tree.root());
    }
  }

  /** Law: times are written as the formatter of the JDK would write them, and read back. */
  @Property
  void timesAreWrittenAsTheyAlwaysWere(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    String text = Timestamps.format(time);
    assertThat(text)
        .isEqualTo(
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time));
    assertThat(Timestamps.parse(text)).isEqualTo(time);
  }
}
