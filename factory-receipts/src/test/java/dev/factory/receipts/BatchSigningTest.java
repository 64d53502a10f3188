package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.spi.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchSigningTest {
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();

  private static List<Receipt> all(Receipts ledger) {
    List<Receipt> receipts = new ArrayList<>();
    ledger.read(0, Long.MAX_VALUE, receipts::add);
    return receipts;
  }

  private Receipts ledger() {
    Receipts ledger = TestLedger.builder(store).signing(SigningMode.BATCH).maxBatch(7).open();
    ledger.append(TestLedger.clicks(0, 40));
    return ledger;
  }

  @Test
  void aBatchTakesOneSignature() {
    AtomicInteger asked = new AtomicInteger();
    Signer counting =
        new Signer() {
          @Override
          public byte[] publicKey() {
            return TestLedger.KEY.publicKey();
          }

          @Override
          public byte[] sign(byte[] message) {
            asked.incrementAndGet();
            return TestLedger.KEY.sign(message);
          }
        };
    Receipts ledger =
        TestLedger.builder(store).signer(counting).signing(SigningMode.BATCH).maxBatch(10).open();
    ledger.append(TestLedger.clicks(0, 40));
    assertThat(asked).hasValue(5); // genesis, and four batches of ten
    assertThat(TestLedger.verify(store).isValid()).isTrue();
  }

  @Test
  void eachReceiptVerifiesAlone() {
    for (Receipt receipt : all(ledger())) {
      assertThat(receipt.signature()).startsWith("ed25519-batch:");
      assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(receipt)).isEmpty();
      Receipt read = Receipt.fromJson(receipt.toJson());
      assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(read)).isEmpty();
    }
  }

  @Test
  void bothModesMayStandInOneLedger() {
    ledger();
    TestLedger.open(store).append(TestLedger.clicks(40, 50));
    VerificationReport report = TestLedger.verify(store);
    assertThat(report.isValid()).isTrue();
    assertThat(report.signatures()).isEqualTo(51);
  }

  @Test
  void anyChangedCharacterOfASignatureIsFound() {
    Receipt receipt = all(ledger()).get(9);
    String text = receipt.signature();
    for (int at = 0; at < text.length(); at++) {
      char changed = text.charAt(at) == 'A' ? 'B' : 'A';
      Receipt other =
          new Receipt(
              receipt.header(),
              text.substring(0, at) + changed + text.substring(at + 1),
              receipt.payload());
      assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(other))
          .as("character %d", at)
          .isPresent();
    }
  }

  @Test
  void theSignatureOfOneReceiptIsNotThatOfAnother() {
    List<Receipt> receipts = all(ledger());
    Receipt swapped =
        new Receipt(
            receipts.get(9).header(), receipts.get(10).signature(), receipts.get(9).payload());
    assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(swapped))
        .contains(new Fault(9, Fault.Kind.BAD_SIGNATURE));
  }

  @Test
  void aTextThatIsWrittenOtherwiseIsMalformed() {
    Receipt receipt = all(ledger()).get(9);
    byte[] header = receipt.header().canonical();
    String text = receipt.signature();
    int dot = text.indexOf('.');
    for (String other :
        List.of(
            text + "=",
            text + ".",
            text.replace(".", ".0"),
            text.substring(0, dot) + ".999999" + text.substring(text.indexOf('.', dot + 1)),
            text.substring(0, text.length() - 1),
            text.replace("batch", "bunch"))) {
      assertThat(Signatures.decode(other, header)).as(other).isEmpty();
    }
    assertThat(Signatures.decode(text, header)).isPresent();
  }

  @Test
  void aFailingSignerFailsTheWholeBatchAndNothingIsKept() {
    Receipts ledger =
        TestLedger.builder(store).signer(new FailingAfter(1)).signing(SigningMode.BATCH).open();
    assertThatThrownBy(() -> ledger.append(TestLedger.clicks(0, 5))).hasMessage("no key today");
    assertThat(store.head().size()).isEqualTo(1);
  }

  private static final class FailingAfter implements Signer {
    private final AtomicInteger left;

    FailingAfter(int signatures) {
      this.left = new AtomicInteger(signatures);
    }

    @Override
    public byte[] publicKey() {
      return TestLedger.KEY.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      if (left.getAndDecrement() <= 0) {
        throw new IllegalStateException("no key today");
      }
      return TestLedger.KEY.sign(message);
    }
  }

  @Test
  void theLastSignaturesAreMadeWhileTheFirstReceiptsAreWritten() {
    List<String> order = new ArrayList<>();
    Signer local =
        new Signer() {
          @Override
          public byte[] publicKey() {
            return TestLedger.KEY.publicKey();
          }

          @Override
          public byte[] sign(byte[] message) {
            order.add("sign");
            return TestLedger.KEY.sign(message);
          }

          @Override
          public boolean isLocal() {
            return true;
          }
        };
    HookedStore hooked = new HookedStore(store, () -> order.add("append"));
    // an executor that never runs anything: the leader signs what the store asks for
    Receipts ledger = TestLedger.builder(hooked).signer(local).executor(task -> {}).open();
    order.clear();
    ledger.append(TestLedger.clicks(0, 3));
    assertThat(order).containsExactly("append", "sign", "sign", "sign");
    assertThat(TestLedger.verify(store).isValid()).isTrue();
  }
}
