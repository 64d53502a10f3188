package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.ReceiptStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger with a fixed key, fixed ids and a clock that stands still, as many tests want it. */
final class TestLedger {
  static final String NAME = "factory.example/receipts/test";
  static final SigningKey KEY = key(1);
  static final TrustedKeys TRUST = TrustedKeys.of(KEY.verifier());

  private TestLedger() {}

  /** Always the same key for the same number. */
  static SigningKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return SigningKey.fromPem(Pem.write("PRIVATE KEY", KeyEncoding.pkcs8(seed)));
  }

  static Receipts.Builder builder(ReceiptStore store) {
    return Receipts.named(NAME)
        .store(store)
        .signer(KEY)
        .time(SettableTime.at("2026-01-24T12:34:56.123Z"))
        .ids(new SequenceIds());
  }

  static Receipts open(ReceiptStore store) {
    return builder(store).open();
  }

  /** The guide's click, numbered. */
  static Event click(int number) {
    return Event.of(
        "ClickRecorded",
        "click-" + number,
        Map.of(
            "click_id",
            "click-" + number,
            "publisher_id",
            "pub-" + number % 3,
            "offer_id",
            "off-789",
            "user_agent",
            "Mozilla/5.0"),
        "publisher_id=pub-" + number % 3);
  }

  static List<Event> clicks(int from, int to) {
    List<Event> clicks = new ArrayList<>();
    for (int number = from; number < to; number++) {
      clicks.add(click(number));
    }
    return clicks;
  }

  static VerificationReport verify(ReceiptStore store) {
    return ReceiptVerifier.trusting(TRUST).verify(store);
  }

  /** A pass over a ledger whose keys never change. */
  static LedgerCheck check(VerificationLevel level) {
    KeyWalk keys = KeyWalk.none(TRUST);
    return new LedgerCheck(
        keys,
        new ContentCheck(keys.history(), level, true),
        level,
        Runnable::run,
        List.of(),
        Optional.empty());
  }
}
