package dev.factory.examples.benchmarks;

import dev.factory.receipts.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many headers of clicks one core signs with Ed25519 in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignHeader {
  private final byte[] header = LedgerRow.ofClicks(1).get(0).header();
  private final SigningKey key = Ledgers.KEY;
  private final Ed25519Signer bouncyCastle = new Ed25519Signer();
  private KeyPair jdkKey;

  /** Makes keys for the rivals. */
  @Setup
  public void keys() throws GeneralSecurityException {
    jdkKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    bouncyCastle.init(true, new Ed25519PrivateKeyParameters(new byte[32]));
  }

  /** As the ledger does it. */
  @Benchmark
  public byte[] bySigningKey() {
    return key.sign(header);
  }

  /** The JDK's own EdDSA. */
  @Benchmark
  public byte[] byJdk() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(jdkKey.getPrivate());
    signature.update(header);
    return signature.sign();
  }

  /** Bouncy Castle as its documentation shows it. */
  @Benchmark
  public byte[] byBouncyCastleSigner() {
    bouncyCastle.update(header, 0, header.length);
    return bouncyCastle.generateSignature();
  }
}
