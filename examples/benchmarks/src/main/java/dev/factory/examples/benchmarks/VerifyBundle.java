package dev.factory.examples.benchmarks;

import dev.factory.core.journal.Event;
import dev.factory.receipts.BundleVerdict;
import dev.factory.receipts.EvidenceBundle;
import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Checking one bundle from its JSON, as somebody does who has never seen the ledger. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerifyBundle {
  private static final int LIST = 10_000;

  /** How many receipts the ledger has. */
  @Param({"1000", "100000"})
  public int receipts;

  private byte[] json = {};
  private ReceiptHash genesis = ReceiptHash.ZERO;
  private TrustedKeys pinned = Ledgers.TRUST;

  /** Makes a ledger and one bundle. */
  @Setup
  public void bundle() {
    Receipts ledger = Ledgers.builder(new InMemoryReceiptStore()).open();
    List<UUID> ids = new ArrayList<>();
    for (int from = 0; from < receipts; from += LIST) {
      List<Event> events = new ArrayList<>();
      for (int number = from; number < Math.min(from + LIST, receipts); number++) {
        events.add(Clicks.event(number));
      }
      ledger.append(events).forEach(outcome -> ids.add(outcome.receipt().header().id()));
    }
    List<Receipt> first = new ArrayList<>();
    ledger.read(0, 1, first::add);
    genesis = first.get(0).hash();
    pinned = TrustedKeys.pinnedGenesis(genesis);
    json = ledger.proofs().bundle(List.of(ids.get(receipts / 3))).toJson();
  }

  /** {@return the verdict, from the bytes, of somebody who knows only the genesis' hash} */
  @Benchmark
  public BundleVerdict theFirstOfALedger() {
    return verify(TrustedKeys.pinnedGenesis(genesis));
  }

  /** {@return the verdict, from the bytes, of somebody who checked another of the ledger before} */
  @Benchmark
  public BundleVerdict anotherOfTheSameLedger() {
    return verify(pinned);
  }

  private BundleVerdict verify(TrustedKeys trusted) {
    BundleVerdict verdict = EvidenceBundle.fromJson(json).verify(trusted);
    if (!(verdict instanceof BundleVerdict.Verified)) {
      throw new IllegalStateException("a good bundle was refused: " + verdict);
    }
    return verdict;
  }
}
