package dev.factory.receipts.archive;

import dev.factory.receipts.archive.ArchiveFault.Kind;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.tlog.CompactRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in their order and checks every byte: that each is whole, that its receipts follow
 * each other and those of the file before, and that the tree has the root it names. Not
 * thread-safe.
 */
final class ArchiveReader {
  private static final int BUFFER = 1 << 16;

  private final Consumer<ArchivedReceipt> visitor;

  private CompactRange tree = new CompactRange();
  private @Nullable String ledger;
  private ReceiptHash lastLeaf = ReceiptHash.ZERO;
  private Instant lastTime = Instant.MIN;

  /** Begins where a ledger begins. */
  ArchiveReader(Consumer<ArchivedReceipt> visitor) {
    this.visitor = visitor;
  }

  /**
   * {@return what is in a file by itself, and its end: what comes before is taken from its head}
   *
   * @throws BrokenArchiveException at the first thing wrong
   * @throws IOException if the file cannot be read at all
   */
  static Whole single(ArchiveFile file) throws IOException {
    return new ArchiveReader(receipt -> {}).read(file, true);
  }

  /** What was read of a file that is whole. */
  record Whole(ArchiveHead head, ArchiveEnd end) {
    ArchivedWeek summary() {
      return new ArchivedWeek(
          head.week(),
          head.ledger(),
          head.first(),
          end.count(),
          end.erased(),
          end.root(),
          end.finished());
    }
  }

  /** {@return the position of the receipt that is to come next} */
  long next() {
    return tree.size();
  }

  /** {@return the root over all that was read} */
  ReceiptHash root() {
    return tree.root();
  }

  /**
   * Reads the next file.
   *
   * @throws BrokenArchiveException at the first thing wrong; receipts before it were shown
   * @throws IOException if the file cannot be read at all
   */
  Whole read(ArchiveFile file) throws IOException {
    return read(file, false);
  }

  private Whole read(ArchiveFile file, boolean alone) throws IOException {
    try (InputStream raw = Files.newInputStream(file.path());
        InputStream in = new GZIPInputStream(raw, BUFFER)) {
      return new OneFile(file, new LineReader(in)).read(alone);
    } catch (EOFException e) {
      throw new BrokenArchiveException(file.name(), next(), Kind.TRUNCATED, e);
    } catch (ZipException e) {
      throw new BrokenArchiveException(file.name(), next(), Kind.DAMAGED, e);
    }
  }

  /** One file while it is read. */
  private final class OneFile {
    private static final String END = "{\"content\":";

    private final ArchiveFile file;
    private final LineReader lines;
    private final MessageDigest content = Content.digest();
    private long erased;

    OneFile(ArchiveFile file, LineReader lines) {
      this.file = file;
      this.lines = lines;
    }

    Whole read(boolean alone) throws IOException {
      ArchiveHead head = head();
      if (alone) {
        tree = head.before().copy();
        lastLeaf = head.prevHash();
      }
      requireFollows(head);
      byte[] line = line();
      while (!isEnd(line)) {
        add(decoded(line, ArchivedReceipt::decode));
        Content.add(content, line);
        line = line();
      }
      ArchiveEnd end = decoded(line, ArchiveEnd::decode);
      requireWhole(end, head);
      if (lines.next() != null) {
        throw broken(Kind.DAMAGED);
      }
      return new Whole(head, end);
    }

    private boolean isEnd(byte[] line) {
      byte[] end = END.getBytes(StandardCharsets.US_ASCII);
      return line.length > end.length && Arrays.equals(line, 0, end.length, end, 0, end.length);
    }

    private ArchiveHead head() throws IOException {
      byte[] line = line();
      String format = decoded(line, first -> Members.of(first).text("format"));
      if (!format.equals(ArchiveHead.FORMAT)) {
        throw broken(Kind.UNKNOWN_FORMAT);
      }
      ArchiveHead head = decoded(line, ArchiveHead::decode);
      Content.add(content, line);
      if (!head.week().equals(file.week())) {
        throw broken(Kind.WRONG_WEEK);
      }
      return head;
    }

    private void requireFollows(ArchiveHead head) {
      if (ledger != null && !head.ledger().equals(ledger)) {
        throw broken(Kind.OTHER_LEDGER);
      }
      ledger = head.ledger();
      if (head.first() > next()) {
        throw broken(Kind.MISSING);
      }
      if (head.first() < next()) {
        throw new BrokenArchiveException(file.name(), head.first(), Kind.OVERLAP);
      }
      if (!head.prevHash().equals(lastLeaf) || !head.before().subtrees().equals(tree.subtrees())) {
        throw broken(Kind.WRONG_CHAIN);
      }
    }

    private void add(ArchivedReceipt receipt) {
      if (!receipt.header().ledger().equals(ledger)) {
        throw broken(Kind.OTHER_LEDGER);
      }
      Instant time = receipt.header().timestamp();
      boolean follows =
          receipt.header().seq() == next()
              && receipt.header().prevHash().equals(lastLeaf)
              && !time.isBefore(lastTime);
      if (!follows) {
        throw broken(Kind.WRONG_CHAIN);
      }
      if (!file.week().contains(time)) {
        throw broken(Kind.WRONG_WEEK);
      }
      try {
        visitor.accept(receipt);
      } catch (IllegalArgumentException unreadable) {
        throw new BrokenArchiveException(file.name(), next(), Kind.DAMAGED, unreadable);
      }
      tree.append(receipt.leaf());
      lastLeaf = receipt.leaf();
      lastTime = time;
      erased += receipt.isErased() ? 1 : 0;
    }

    private void requireWhole(ArchiveEnd end, ArchiveHead head) {
      boolean whole =
          end.count() == next() - head.first()
              && end.count() > 0
              && end.last() == next() - 1
              && end.erased() == erased
              && end.content().equals(ReceiptHash.of(content.digest()));
      if (!whole) {
        throw broken(Kind.DAMAGED);
      }
      if (!end.lastHash().equals(lastLeaf) || !end.root().equals(tree.root())) {
        throw broken(Kind.WRONG_CHAIN);
      }
    }

    private byte[] line() throws IOException {
      byte[] line;
      try {
        line = lines.next();
      } catch (IllegalArgumentException tooLong) {
        throw new BrokenArchiveException(file.name(), next(), Kind.DAMAGED, tooLong);
      }
      if (line == null) {
        throw broken(Kind.TRUNCATED);
      }
      return line;
    }

    private <T> T decoded(byte[] line, Function<byte[], T> decode) {
      try {
        return decode.apply(line);
      } catch (IllegalArgumentException e) {
        throw new BrokenArchiveException(file.name(), next(), Kind.DAMAGED, e);
      }
    }

    private BrokenArchiveException broken(Kind kind) {
      return new BrokenArchiveException(file.name(), next(), kind);
    }
  }
}
