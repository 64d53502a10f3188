package dev.factory.examples.benchmarks;

import dev.factory.receipts.internal.ed25519.Ed25519Batch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many signatures of headers one core verifies in a second, a batch at a time, SHA-512 and all,
 * beside Bouncy Castle one by one.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyBatch {
  static final int SIGNATURES = 4096;

  /** Headers of clicks with their signatures, all of one key. */
  @State(Scope.Thread)
  public static class Signed {
    final List<SignedHeader> headers = SignedHeader.ofClicks(SIGNATURES);
    final PublicPoint key = Ed25519.validatePublicKeyFullExport(Ledgers.KEY.publicKey(), 0);
  }

  /** A batch of one size. */
  @State(Scope.Thread)
  public static class Batch {
    /** How many signatures are checked together. */
    @Param({"256", "1024", "4096"})
    public int size;

    Ed25519Batch batch;

    /** Makes it. */
    @Setup
    public void make() {
      batch = Ed25519Batch.combined(Ledgers.KEY.publicKey(), SignedHeader.domain(), size);
    }
  }

  /** All signatures are good. */
  @Benchmark
  @OperationsPerInvocation(SIGNATURES)
  public int allGood(Signed signed, Batch batch) {
    return found(signed.headers, batch.batch, 0);
  }

  /** The first signature of every batch is bad, and found. */
  @Benchmark
  @OperationsPerInvocation(SIGNATURES)
  public int oneBadInEach(Signed signed, Batch batch) {
    return found(signed.headers, batch.batch, 1);
  }

  /** {@return how many bad ones were found, of {@code bad} in each batch} */
  private static int found(List<SignedHeader> headers, Ed25519Batch batch, int bad) {
    int found = 0;
    byte[] other = headers.get(SIGNATURES - 1).header();
    for (SignedHeader one : headers) {
      batch.add(one.signature(), batch.size() < bad ? other : one.header());
      if (batch.isFull()) {
        found += batch.verify().cardinality();
      }
    }
    return found;
  }

  /** Bouncy Castle, one by one, with the public key decoded once. */
  @Benchmark
  @OperationsPerInvocation(SIGNATURES)
  public int bareByBouncyCastle(Signed signed) {
    int bad = 0;
    for (SignedHeader one : signed.headers) {
      bad += one.isGood(signed.key) ? 0 : 1;
    }
    return bad;
  }
}
