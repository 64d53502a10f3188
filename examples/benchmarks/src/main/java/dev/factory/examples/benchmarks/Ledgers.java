package dev.factory.examples.benchmarks;

import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.spi.ReceiptStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;

/** Ledgers as a host opens them, with one key for the whole program. */
final class Ledgers {
  static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  static final TrustedKeys TRUST = TrustedKeys.of(KEY.verifier());

  private Ledgers() {}

  static Receipts.Builder builder(ReceiptStore store) {
    return Receipts.named("factory.example/receipts/benchmark")
        .store(store)
        .signer(KEY)
        .time(Clock.tickMillis(ZoneOffset.UTC));
  }
}
