package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.IdSource;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is open for writing: gives each event a signed receipt, chained to the one before.
 *
 * <p><b>Durability:</b> when {@link #append} returns, or the future of {@link #submit} completes,
 * the receipt survives a crash of process and machine, if the store's do. An event whose receipt
 * was not acknowledged may have one; appending it again, with the same idempotency key, tells and
 * doubles nothing. <b>Order:</b> events of one call, and of calls that follow each other on one
 * thread, are in order. <b>Threads:</b> safe for use by many threads, which share transactions;
 * several processes may have one ledger open on a store they share. No thread is started.
 */
public final class Receipts {
  private static final Pattern LEDGER_NAME = Pattern.compile("[!-~&&[^+]]{1,200}");

  private final ReceiptStore store;
  private final IdSource ids;
  private final SubjectKeys keys;
  private final Executor executor;
  private final Sequencer sequencer;
  private final String ledger;

  private Receipts(Builder builder, ReceiptStore store, Signer signer, InstantSource time) {
    this.ledger = builder.ledger;
    this.store = store;
    this.ids = builder.ids == null ? IdSource.uuidV7(time, new SecureRandom()) : builder.ids;
    this.keys = builder.keys;
    this.executor = builder.executor;
    String kid = PublicKey.of(signer.publicKey()).kid();
    Assembler assembler =
        new Assembler(ledger, store, signer, kid, time, builder.tolerance, executor);
    this.sequencer =
        new Sequencer(ledger, store, assembler, keys, builder.maxBatch, builder.maxWaiting);
    begin(signer, kid);
  }

  /**
   * {@return what is needed to open a ledger}
   *
   * @param ledger its name: a name of the host's own and a path, such as {@code
   *     factory.example/receipts/prod}; 1 to 200 printable ASCII characters without space and plus
   *     sign (as C2SP {@code tlog-checkpoint} wants an origin)
   */
  public static Builder named(String ledger) {
    if (!LEDGER_NAME.matcher(ledger).matches()) {
      throw new IllegalArgumentException(
          "a ledger's name is 1 to 200 printable ASCII characters without space and plus sign,"
              + " such as \"factory.example/receipts/prod\"");
    }
    return new Builder(ledger);
  }

  /** Writes the genesis receipt of a new ledger, or makes sure that this is the ledger and key. */
  private void begin(Signer signer, String kid) {
    if (store.head().size() == 0) {
      try {
        append(Genesis.event(ledger, signer));
      } catch (DuplicateEventException e) {
        // another process made it just now, perhaps with another name or key: looked at below
      }
    }
    Receipt genesis = at(0);
    if (!genesis.header().ledger().equals(ledger)) {
      throw new FactoryException(
          "receipts.other-ledger",
          "the store holds the ledger \""
              + genesis.header().ledger()
              + "\" and not \""
              + ledger
              + "\"; nothing was written: open it by its own name, or use another store or shard");
    }
    if (Genesis.keys(genesis).stream().noneMatch(key -> key.kid().equals(kid))) {
      throw new FactoryException(
          "receipts.unknown-key",
          "the key "
              + kid
              + " is not one of the keys of the ledger \""
              + ledger
              + "\"; nothing was written: open it with the key "
              + genesis.header().kid());
    }
  }

  private Receipt at(long seq) {
    List<Receipt> found = new ArrayList<>(1);
    read(seq, seq + 1, found::add);
    return found.get(0);
  }

  /**
   * Records one event and waits until its receipt is durable.
   *
   * @throws DuplicateEventException if its idempotency key stands for other content
   * @throws FactoryException {@code receipts.clock-behind} if the clock is further behind the last
   *     receipt than the tolerance; {@code receipts.busy}; what store or signer threw; no receipt
   *     was acknowledged
   */
  public AppendOutcome append(Event event) {
    return append(List.of(event)).get(0);
  }

  /**
   * Records events in order and waits until their receipts are durable. Large lists are written in
   * several transactions, so after a failure the first ones may be there.
   *
   * @return one outcome for each event, in the same order
   * @throws dev.factory.core.json.InvalidJsonException if JSON cannot hold the data of an event;
   *     those before it were recorded
   * @throws FactoryException as {@link #append(Event)}, for the first event that failed; those
   *     after it may have been recorded
   */
  public List<AppendOutcome> append(List<Event> events) {
    List<Ticket> tickets = new ArrayList<>(events.size());
    try {
      for (Event event : events) {
        Ticket ticket = ticket(event);
        while (!sequencer.offer(ticket)) {
          sequencer.makeRoom();
        }
        tickets.add(ticket);
      }
    } finally {
      // also when an event cannot be written as JSON: those before it are on their way
      sequencer.drive(tickets);
    }
    List<AppendOutcome> outcomes = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      outcomes.add(outcome(ticket));
    }
    return outcomes;
  }

  private static AppendOutcome outcome(Ticket ticket) {
    try {
      return ticket.outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Records an event without waiting, on the builder's executor; without one, this is {@link
   * #append} on the caller's thread.
   *
   * @return completes when the receipt is durable, or with what {@link #append} would have thrown
   * @throws FactoryException {@code receipts.busy} if too many events wait already; the event was
   *     not taken: submit it again a little later
   */
  public CompletableFuture<AppendOutcome> submit(Event event) {
    Ticket ticket = ticket(event);
    if (!sequencer.offer(ticket)) {
      throw new FactoryException(
          "receipts.busy",
          "as many events wait for the ledger as it may hold; this one was not taken: submit it"
              + " again a little later, or raise maxWaiting");
    }
    executor.execute(() -> sequencer.drive(List.of(ticket)));
    return ticket.outcome.copy();
  }

  private Ticket ticket(Event event) {
    UUID id = ids.next();
    return new Ticket(event, id, Commitment.to(event, keys, ledger, id));
  }

  /**
   * {@return a journal whose events become receipts of this ledger, durable when the call returns}
   */
  public Journal asJournal() {
    return this::append;
  }

  /** {@return where the ledger ends now; there is always the genesis receipt} */
  public Head head() {
    return store.head();
  }

  /**
   * Shows receipts in order, in memory that does not grow with their number.
   *
   * @param from first position, inclusive, from 0
   * @param to last position, exclusive; beyond the end means up to the end
   * @throws FactoryException {@code receipts.damaged} at the first receipt that cannot be read;
   *     those before it were shown
   */
  public void read(long from, long to, Consumer<Receipt> visitor) {
    store.range(from, to, stored -> visitor.accept(Receipt.of(stored)));
  }

  /** {@return the receipt with this id, or empty if there is none} */
  public Optional<Receipt> byId(UUID id) {
    return store.byId(id).map(Receipt::of);
  }

  /** {@return the receipt of the event with this idempotency key, or empty if there is none} */
  public Optional<Receipt> byIdempotencyKey(String key) {
    return Optional.ofNullable(store.byIdempotencyKeys(List.of(key)).get(key)).map(Receipt::of);
  }

  /**
   * {@return receipts of one stream, in its order; empty if there are none}
   *
   * @param key name of the stream, such as {@code publisher_id=pub-456}
   * @param from first position in the stream, inclusive, from 0
   * @param limit the most to return, at least 1
   */
  public List<Receipt> stream(String key, long from, int limit) {
    return store.stream(key, from, limit).stream().map(Receipt::of).toList();
  }

  /** What a ledger needs to be opened. Not thread-safe. */
  public static final class Builder {
    private final String ledger;
    private @Nullable ReceiptStore store;
    private @Nullable Signer signer;
    private @Nullable InstantSource time;
    private @Nullable IdSource ids;
    private SubjectKeys keys = SubjectKeys.none();
    private Executor executor = Runnable::run;
    private Duration tolerance = Duration.ofMinutes(1);
    private int maxBatch = 1_000;
    private int maxWaiting = 10_000;

    private Builder(String ledger) {
      this.ledger = ledger;
    }

    /** Where receipts are kept. Required. */
    public Builder store(ReceiptStore store) {
      this.store = store;
      return this;
    }

    /** Who signs them. Required. */
    public Builder signer(Signer signer) {
      this.signer = signer;
      return this;
    }

    /** The clock. Required. */
    public Builder time(InstantSource time) {
      this.time = time;
      return this;
    }

    /** Where ids of receipts come from; by default UUIDv7 of the clock. */
    public Builder ids(IdSource ids) {
      this.ids = ids;
      return this;
    }

    /** Secrets of data subjects; by default none, and personal members stay in the clear group. */
    public Builder subjectKeys(SubjectKeys keys) {
      this.keys = keys;
      return this;
    }

    /**
     * Signs beside the database's work and runs {@link Receipts#submit}; by default the caller's
     * thread does both. The host starts and stops it; a pool of one or two threads is a good start.
     */
    public Builder executor(Executor executor) {
      this.executor = executor;
      return this;
    }

    /**
     * How far the clock may be behind the last receipt, which then lends its time; further behind,
     * nothing is recorded. Default 1 minute; zero allows nothing.
     */
    public Builder clockTolerance(Duration tolerance) {
      if (tolerance.isNegative()) {
        throw new IllegalArgumentException("a tolerance is not negative: " + tolerance);
      }
      this.tolerance = tolerance;
      return this;
    }

    /** The most receipts in one transaction, at least 1; default 1,000. */
    public Builder maxBatch(int receipts) {
      this.maxBatch = atLeastOne("maxBatch", receipts);
      return this;
    }

    /** The most events that may wait in memory, at least 1; default 10,000. */
    public Builder maxWaiting(int events) {
      this.maxWaiting = atLeastOne("maxWaiting", events);
      return this;
    }

    private static int atLeastOne(String setting, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(setting + " is at least 1, not " + value);
      }
      return value;
    }

    /**
     * Opens the ledger, and begins it with a genesis receipt if the store is empty.
     *
     * @throws IllegalStateException if store, signer or time is missing
     * @throws FactoryException {@code receipts.other-ledger} if the store holds a ledger of another
     *     name; {@code receipts.unknown-key} if the signer's key is not one of the ledger's; {@code
     *     receipts.damaged} if its first receipt cannot be read; what the store threw; nothing was
     *     written
     */
    public Receipts open() {
      return new Receipts(
          this, given("store", store), given("signer", signer), given("time", time));
    }

    private static <T> T given(String setting, @Nullable T value) {
      if (value == null) {
        throw new IllegalStateException("a ledger needs a " + setting + ": set it before open()");
      }
      return value;
    }
  }
}
