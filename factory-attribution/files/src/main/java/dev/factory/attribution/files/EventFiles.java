package dev.factory.attribution.files;

import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of touchpoints, conversions and reversals, streaming, in constant memory.
 *
 * <p>Columns are found by name, in any order; in NDJSON they are members:
 *
 * <ul>
 *   <li>touchpoints: {@code event_id}, {@code user_key}, {@code at}, {@code publisher_id}, {@code
 *       offer_id}; and if known {@code sequence} (0), {@code kind} ({@code CLICK}), {@code
 *       channel}, {@code flags} (with {@code |} between them, or a JSON array), {@code ip} or
 *       {@code ip_hash}, {@code user_agent};
 *   <li>conversions: {@code event_id}, {@code order_id}, {@code user_key}, {@code at}, {@code
 *       gross} (a plain decimal such as {@code 50.00}), {@code currency}, {@code offer_id}; and if
 *       known {@code milestone};
 *   <li>reversals: {@code event_id}, {@code conversion_id}, {@code amount}, {@code currency},
 *       {@code kind} ({@code REFUND}, {@code CHARGEBACK}, {@code CANCEL}), {@code at}.
 * </ul>
 *
 * <p>Times are ISO-8601 with an offset. A malformed row is given to the rejects and the rest is
 * read; a file that is missing, unreadable or without a required column is an error, and nothing of
 * it is read. An address in {@code ip} is kept as its {@link AddressHash} only.
 *
 * <p><b>Threads:</b> safe for use by many threads, each with a sink of its own.
 */
public final class EventFiles {
  /** The most rows a sink gets at once. */
  public static final int BATCH = 1_000;

  private final TouchpointParser touchpoints;

  private EventFiles(@Nullable AddressHash addresses) {
    this.touchpoints = new TouchpointParser(addresses);
  }

  /** {@return a reader that refuses files with addresses} */
  public static EventFiles withoutAddresses() {
    return new EventFiles(null);
  }

  /** {@return a reader that hashes addresses} */
  public static EventFiles hashing(AddressHash addresses) {
    return new EventFiles(addresses);
  }

  /**
   * Reads touchpoints; the extension says the format.
   *
   * @return how it went
   * @throws dev.factory.core.FactoryException {@code attribution.unknown-format}, {@code
   *     attribution.file-missing}, {@code attribution.file-empty}, {@code attribution.file-header},
   *     {@code attribution.file-columns} or {@code attribution.address-key-missing}, when nothing
   *     was read, except that an NDJSON file shows an address only where it stands; {@code
   *     attribution.file-unreadable} if reading fails, possibly after some batches
   */
  public FileSummary touchpoints(Path file, RowSink<Touchpoint> sink, Rejects rejects) {
    return touchpoints(file, FileFormat.of(file), sink, rejects);
  }

  /** Reads touchpoints in this format; as {@link #touchpoints(Path, RowSink, Rejects)}. */
  public FileSummary touchpoints(
      Path file, FileFormat format, RowSink<Touchpoint> sink, Rejects rejects) {
    return new FileRead<>(file, format, touchpoints, sink, rejects).run();
  }

  /** Reads conversions; as {@link #touchpoints(Path, RowSink, Rejects)}. */
  public FileSummary conversions(Path file, RowSink<Conversion> sink, Rejects rejects) {
    return conversions(file, FileFormat.of(file), sink, rejects);
  }

  /** Reads conversions in this format; as {@link #touchpoints(Path, RowSink, Rejects)}. */
  public FileSummary conversions(
      Path file, FileFormat format, RowSink<Conversion> sink, Rejects rejects) {
    return new FileRead<>(file, format, new ConversionParser(), sink, rejects).run();
  }

  /** Reads reversals; as {@link #touchpoints(Path, RowSink, Rejects)}. */
  public FileSummary reversals(Path file, RowSink<Reversal> sink, Rejects rejects) {
    return reversals(file, FileFormat.of(file), sink, rejects);
  }

  /** Reads reversals in this format; as {@link #touchpoints(Path, RowSink, Rejects)}. */
  public FileSummary reversals(
      Path file, FileFormat format, RowSink<Reversal> sink, Rejects rejects) {
    return new FileRead<>(file, format, new ReversalParser(), sink, rejects).run();
  }
}
