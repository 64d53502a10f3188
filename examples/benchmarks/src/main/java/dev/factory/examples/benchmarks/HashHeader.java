package dev.factory.examples.benchmarks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the leaf of a click's header costs: one zero byte and the header through SHA-256. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashHeader {
  private static final byte LEAF = 0x00;

  private final byte[] header = LedgerRow.ofClicks(1).get(0).header();
  private final MessageDigest kept = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** As the ledger does it: the JDK's digest, a new one for each leaf. */
  @Benchmark
  public byte[] leafByJdk() {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(header);
  }

  /** What keeping one digest for each thread would save. */
  @Benchmark
  public byte[] leafByJdkDigestKept() {
    kept.update(LEAF);
    return kept.digest(header);
  }

  /** Bouncy Castle's digest, which does not use the processor's own instructions. */
  @Benchmark
  public byte[] leafByBouncyCastle() {
    SHA256Digest digest = new SHA256Digest();
    digest.update(LEAF);
    digest.update(header, 0, header.length);
    byte[] leaf = new byte[digest.getDigestSize()];
    digest.doFinal(leaf, 0);
    return leaf;
  }
}
