package dev.factory.receipts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Well-chained receipts for store tests; the signatures are text of the right shape only. Their
 * type is {@code Sample} until it is changed, and their time {@link #ACCEPTED_AT}.
 */
public final class SampleChain {
  /** When they were accepted, unless another time is set. */
  public static final Instant ACCEPTED_AT = Instant.parse("2026-01-24T12:34:56.123Z");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String name;
  private final Map<String, StreamHead> streams = new HashMap<>();
  private String type = "Sample";
  private Instant acceptedAt = ACCEPTED_AT;
  private long seq;
  private ReceiptHash leaf = ReceiptHash.ZERO;
  private @Nullable UUID last;

  /** A chain from its first receipt on. */
  public SampleChain() {
    this("sample");
  }

  /** A chain whose receipts differ from those of another name. */
  public SampleChain(String name) {
    this.name = name;
  }

  /** {@return a chain that goes on from {@code head}} */
  public static SampleChain continuing(Head head, String name) {
    SampleChain chain = new SampleChain(name);
    chain.seq = head.size();
    chain.leaf = head.leaf();
    chain.last = head.lastId().orElse(null);
    return chain;
  }

  /** Gives the receipts that follow this type. */
  public SampleChain ofType(String next) {
    type = next;
    return this;
  }

  /**
   * Gives the receipts that follow this time, in whole milliseconds and not before the last one.
   */
  public SampleChain acceptedAt(Instant next) {
    acceptedAt = next;
    return this;
  }

  /** {@return the next receipt, which certifies erasures} */
  public NewReceipt erasing(Erasure... erasures) {
    NewReceipt next = next(1).get(0);
    return new NewReceipt(
        next.receipt(), next.leaf(), next.prevLeaf(), next.streams(), List.of(erasures));
  }

  /** {@return the next receipt, with this payload} */
  public NewReceipt saying(@Nullable StoredPayload payload) {
    NewReceipt next = next(1).get(0);
    return new NewReceipt(
        next.receipt().withPayload(payload), next.leaf(), next.prevLeaf(), next.streams());
  }

  /** {@return the next receipts, in these streams} */
  public List<NewReceipt> next(int count, String... streamKeys) {
    return nextRepeating(count, -1, "", streamKeys);
  }

  /** {@return the next receipts, the one at {@code index} with the given idempotency key} */
  public List<NewReceipt> nextRepeating(int count, int index, String key, String... streamKeys) {
    List<NewReceipt> batch = new ArrayList<>();
    Arrays.sort(streamKeys);
    for (int i = 0; i < count; i++) {
      batch.add(one(i == index ? key : name + "-" + seq, streamKeys));
    }
    return batch;
  }

  private NewReceipt one(String key, String... streamKeys) {
    UUID id = new UUID(0x7000L | ((long) name.hashCode() << 16), 0x8000_0000_0000_0000L | seq);
    List<StreamLink> links = new ArrayList<>();
    for (String stream : streamKeys) {
      StreamHead end = streams.getOrDefault(stream, new StreamHead(0, ReceiptHash.ZERO));
      links.add(new StreamLink(stream, end.size(), end.leaf()));
    }
    ReceiptHeader header =
        new ReceiptHeader(
            "test/ledger", seq, id, type, acceptedAt, ReceiptHash.ZERO, last, leaf, links, "k");
    byte[] bytes = header.canonical();
    ReceiptHash prev = leaf;
    leaf = leafOf(bytes);
    streamHeads(streamKeys);
    StoredReceipt receipt =
        new StoredReceipt(
            seq,
            id.toString(),
            type,
            TIMESTAMP.format(acceptedAt),
            key,
            bytes,
            "ed25519:" + name,
            new StoredPayload("{\"n\":" + seq + ",\"t\":\"\u00e9\"}", "[]"));
    seq++;
    last = id;
    return new NewReceipt(receipt, leaf, prev, links);
  }

  private void streamHeads(String... streamKeys) {
    for (String stream : streamKeys) {
      long size = streams.containsKey(stream) ? streams.get(stream).size() : 0;
      streams.put(stream, new StreamHead(size + 1, leaf));
    }
  }

  /** Fails unless there are {@code count} receipts, numbered from 0, each naming the one before. */
  public static void assertUnbroken(List<StoredReceipt> receipts, int count) {
    assertThat(receipts).hasSize(count);
    ReceiptHash before = ReceiptHash.ZERO;
    for (int i = 0; i < count; i++) {
      ReceiptHeader header = ReceiptHeader.parse(receipts.get(i).header());
      assertThat(header.seq()).isEqualTo(i);
      assertThat(receipts.get(i).seq()).isEqualTo(i);
      assertThat(header.prevHash()).isEqualTo(before);
      before = leafOf(receipts.get(i).header());
    }
  }

  /** {@return the leaf of a header} */
  public static ReceiptHash leafOf(byte[] header) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 0); // RFC 6962, section 2.1
      return ReceiptHash.of(digest.digest(header));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
