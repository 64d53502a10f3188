package dev.factory.examples.benchmarks;

import dev.factory.receipts.Fault;
import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
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

/** How many receipts of clicks one core verifies in a second, beside bare Ed25519. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyReceipt {
  private final ReceiptVerifier verifier = ReceiptVerifier.trusting(Ledgers.TRUST);
  private final Receipt receipt = receipt();
  private final byte[] header = receipt.header().canonical();
  private final byte[] signature = Ledgers.KEY.sign(header);
  private final byte[] publicKey = Ledgers.KEY.publicKey();
  private final PublicPoint point = Ed25519.validatePublicKeyFullExport(publicKey, 0);
  private KeyPair jdkKey;
  private byte[] jdkSignature;

  private static Receipt receipt() {
    Receipts ledger = Ledgers.builder(new InMemoryReceiptStore()).open();
    return ledger.append(Clicks.event(1)).receipt();
  }

  /** Makes a key and a signature for the JDK. */
  @Setup
  public void sign() throws GeneralSecurityException {
    jdkKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(jdkKey.getPrivate());
    signing.update(header);
    jdkSignature = signing.sign();
  }

  /** A whole receipt: header to bytes, signature, payload against its commitment. */
  @Benchmark
  public Optional<Fault> byReceiptVerifier() {
    return verifier.verify(receipt);
  }

  /** Only the signature, with the public key decoded once, as the verifier does it. */
  @Benchmark
  public boolean bareByBouncyCastleKeyDecoded() {
    return Ed25519.verify(signature, 0, point, header, 0, header.length);
  }

  /** Only the signature, with the public key as bytes. */
  @Benchmark
  public boolean bareByBouncyCastle() {
    return Ed25519.verify(signature, 0, publicKey, 0, header, 0, header.length);
  }

  /** Only the signature, by the JDK's own EdDSA. */
  @Benchmark
  public boolean bareByJdk() throws GeneralSecurityException {
    Signature verifying = Signature.getInstance("Ed25519");
    verifying.initVerify(jdkKey.getPublic());
    verifying.update(header);
    return verifying.verify(jdkSignature);
  }
}
