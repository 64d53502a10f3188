package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.IdSource;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
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
  /** Items of one certificate, so that its payload stays small. */
  private static final int ERASED_TOGETHER = 200;

  private static final Pattern LEDGER_NAME = Pattern.compile("[!-~&&[^+]]{1,200}");

  private final ReceiptStore store;
  private final IdSource ids;
  private final SubjectKeys keys;
  private final Executor executor;
  private final Assembler assembler;
  private final Sequencer sequencer;
  private final LedgerKeys keyChanges;
  private final LedgerProofs proofs;
  private final String ledger;

  private Receipts(Builder builder, ReceiptStore store, Signer signer, InstantSource time) {
    this.ledger = builder.ledger;
    this.store = store;
    this.ids = builder.ids == null ? IdSource.uuidV7(time, new SecureRandom()) : builder.ids;
    this.keys = builder.keys;
    this.executor = builder.executor;
    this.assembler =
        new Assembler(
            ledger, store, signer, builder.mode, time, builder.tolerance, builder.executor);
    this.sequencer =
        new Sequencer(ledger, store, assembler, keys, builder.maxBatch, builder.maxWaiting);
    Checkpoints checkpoints = new Checkpoints(ledger, store, builder.anchors);
    this.keyChanges =
        new LedgerKeys(ledger, store, assembler, sequencer, checkpoints, this::ticket);
    this.proofs =
        new LedgerProofs(
            ledger,
            store,
            checkpoints,
            assembler,
            keyChanges,
            event -> recorded(List.of(event)).get(0).receipt());
    begin(signer, builder.spareKeys);
    resume(checkpoints, builder.resumption);
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
  private void begin(Signer signer, List<PublicKey> spareKeys) {
    if (store.head().size() == 0) {
      try {
        recorded(List.of(Genesis.event(ledger, signer, spareKeys)));
      } catch (DuplicateEventException e) {
        // another process made it just now, perhaps with another name or key: looked at below
      }
    }
    Receipt genesis = Genesis.of(store);
    if (!genesis.header().ledger().equals(ledger)) {
      throw new FactoryException(
          "receipts.other-ledger",
          "the store holds the ledger \""
              + genesis.header().ledger()
              + "\" and not \""
              + ledger
              + "\"; nothing was written: open it by its own name, or use another store or shard");
    }
    Head head = store.head();
    assembler.beginKeys(KeyReceipts.history(genesis, store), head);
  }

  private void resume(Checkpoints checkpoints, @Nullable String reason) {
    checkpoints
        .rolledBack(Resumption.admitted(store))
        .ifPresent(
            lost -> {
              if (reason == null) {
                checkpoints.refuseRollback(lost);
              }
              recorded(
                  List.of(Resumption.event(lost, store.head().size(), String.valueOf(reason))));
            });
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
   * @throws IllegalArgumentException if the type of an event begins with {@code ledger.}, {@code
   *     key.} or {@code receipt.}, which are the ledger's own; nothing was recorded
   * @throws dev.factory.core.json.InvalidJsonException if JSON cannot hold the data of an event;
   *     those before it were recorded
   * @throws FactoryException as {@link #append(Event)}, for the first event that failed; those
   *     after it may have been recorded
   */
  public List<AppendOutcome> append(List<Event> events) {
    events.forEach(event -> Reserved.refuse(event.type()));
    return recorded(events);
  }

  private List<AppendOutcome> recorded(List<Event> events) {
    List<Ticket> tickets = new ArrayList<>(events.size());
    try {
      for (Event event : events) {
        Ticket ticket = ticket(event);
        offer(ticket);
        tickets.add(ticket);
      }
    } finally {
      // also when an event cannot be written as JSON: those before it are on their way
      sequencer.drive(tickets);
    }
    return outcomes(tickets);
  }

  private void offer(Ticket ticket) {
    while (!sequencer.offer(ticket)) {
      sequencer.makeRoom();
    }
  }

  private static List<AppendOutcome> outcomes(List<Ticket> tickets) {
    List<AppendOutcome> outcomes = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      outcomes.add(ticket.await());
    }
    return outcomes;
  }

  /**
   * Records an event without waiting, on the builder's executor; without one, this is {@link
   * #append} on the caller's thread.
   *
   * @return completes when the receipt is durable, or with what {@link #append} would have thrown
   * @throws FactoryException {@code receipts.busy} if too many events wait already; the event was
   *     not taken: submit it again a little later
   * @throws IllegalArgumentException as {@link #append(List)}
   */
  public CompletableFuture<AppendOutcome> submit(Event event) {
    Reserved.refuse(event.type());
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
    return ticket(event, List.of());
  }

  private Ticket ticket(Event event, List<Erasure> erasures) {
    UUID id = ids.next();
    return new Ticket(event, id, Commitment.to(event, keys, ledger, id), erasures);
  }

  /**
   * Erases payloads, or personal members of them, and records a certificate of it: both happen or
   * neither. Headers stay, so that chain, signatures and root are the same before and after, and a
   * verifier tells what was erased from what was lost. What was erased before is passed over.
   *
   * <p>This removes the rows. Old copies remain in free pages of the storage until {@link
   * #compact}, and in backups; members that were committed to under a data subject's secret can
   * nowhere be guessed any more once that secret is destroyed too (see {@link SubjectKeys}).
   *
   * @param selections which payloads, or which members; of more than 200, every 200 have a
   *     certificate of their own
   * @param reason a code of the host's, such as {@code gdpr.art17}: 1 to 64 letters, digits, dots,
   *     hyphens or underscores
   * @param streams of the certificates, such as {@code request=…}; as {@link Event#streams}
   * @return the certificates' receipts; none if nothing was left to erase
   * @throws FactoryException {@code receipts.unknown-receipt} if there is no such receipt, {@code
   *     receipts.not-erasable} if a member does not exist or stands in the clear, or the receipt is
   *     the ledger's own: nothing was erased then; what the store threw: those before may have been
   */
  public List<Receipt> erase(
      Collection<PayloadSelection> selections, String reason, String... streams) {
    List<Eraser.Step> steps = new Eraser(store).plan(selections);
    List<Receipt> certificates = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += ERASED_TOGETHER) {
      List<Eraser.Step> some = steps.subList(from, Math.min(from + ERASED_TOGETHER, steps.size()));
      ErasureCertificate certificate =
          new ErasureCertificate(reason, some.stream().map(Eraser.Step::item).toList());
      List<Erasure> erasures = some.stream().map(Eraser.Step::erasure).toList();
      Ticket ticket = ticket(certificate.event(List.of(streams)), erasures);
      offer(ticket);
      sequencer.drive(List.of(ticket));
      certificates.add(ticket.await().receipt());
    }
    return certificates;
  }

  /**
   * Gives the space of erased payloads back, so that none of their bytes is left in the files of
   * the storage; see {@link ReceiptStore#compact}. It may take long.
   */
  public void compact() {
    store.compact();
  }

  /**
   * {@return a journal whose events become receipts of this ledger, durable when the call returns}
   */
  public Journal asJournal() {
    return this::append;
  }

  /** {@return the keys of the ledger: their history, and changing them} */
  public LedgerKeys keys() {
    return keyChanges;
  }

  /** {@return checkpoints of the ledger, and proofs of what is in it} */
  public LedgerProofs proofs() {
    return proofs;
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

  /**
   * {@return receipts that fit the filter, oldest first}
   *
   * @param from first position that may be returned, from 0
   * @param limit the most to return, at least 1
   */
  public ReceiptPage find(ReceiptFilter filter, long from, int limit) {
    List<Receipt> found = store.find(filter, from, limit).stream().map(Receipt::of).toList();
    return page(found, limit, last -> last + 1);
  }

  /**
   * {@return receipts that fit the filter, newest first}
   *
   * @param before first position that may not be returned any more; {@link Long#MAX_VALUE} to begin
   *     with the newest
   * @param limit the most to return, at least 1
   */
  public ReceiptPage findBackwards(ReceiptFilter filter, long before, int limit) {
    List<Receipt> found =
        store.findBackwards(filter, before, limit).stream().map(Receipt::of).toList();
    return page(found, limit, last -> last);
  }

  private static ReceiptPage page(List<Receipt> found, int limit, LongUnaryOperator next) {
    return new ReceiptPage(
        found,
        found.size() < limit
            ? OptionalLong.empty()
            : OptionalLong.of(next.applyAsLong(found.get(limit - 1).header().seq())));
  }

  /** What a ledger needs to be opened. Not thread-safe. */
  public static final class Builder {
    private final String ledger;
    private @Nullable ReceiptStore store;
    private @Nullable Signer signer;
    private @Nullable InstantSource time;
    private @Nullable IdSource ids;
    private SubjectKeys keys = SubjectKeys.none();
    private List<PublicKey> spareKeys = List.of();
    private List<Anchor> anchors = List.of();
    private @Nullable String resumption;
    private SigningMode mode = SigningMode.PER_RECORD;
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

    /** What one signature covers; by default each receipt has its own. */
    public Builder signing(SigningMode mode) {
      this.mode = mode;
      return this;
    }

    /**
     * Keys that a new ledger names in its genesis receipt beside the signer's, and that are kept
     * safe elsewhere: whoever has one can open the ledger, and revoke a key that was stolen. Of a
     * ledger that exists they change nothing. By default none.
     */
    public Builder spareKeys(PublicKey... keys) {
      this.spareKeys = List.of(keys);
      return this;
    }

    /**
     * Places that remember checkpoints: they are given each new one, and a store that is behind
     * what they remember, or has other receipts, is not opened. By default none.
     */
    public Builder anchors(Anchor... anchors) {
      this.anchors = List.of(anchors);
      return this;
    }

    /**
     * Opens a ledger also if it is behind a checkpoint, as after restoring an old backup, and
     * admits that in a receipt {@code ledger.resumed}. By default it is refused.
     *
     * @param reason for people to read, without personal data
     */
    public Builder resumeAfterRollback(String reason) {
      this.resumption = reason;
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
     *     receipts.key-retired} if it was rotated or revoked; {@code receipts.rolled-back} or
     *     {@code receipts.forked} if it is behind a checkpoint or has other receipts; {@code
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
