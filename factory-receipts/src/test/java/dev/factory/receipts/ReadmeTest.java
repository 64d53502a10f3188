package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  @TempDir Path folder;

  @Test
  void theCodeOfTheReadmeRuns() {
    // README: begin
    Transactions db = Transactions.sqlite(folder.resolve("ledger.db"));
    JdbcReceiptStore.schema().migrate(db);
    JdbcReceiptStore store = new JdbcReceiptStore(db);
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.savePem(folder.resolve("signing-key.pem"));

    Receipts ledger =
        Receipts.named("factory.example/receipts/prod")
            .store(store)
            .signer(key)
            .time(InstantSource.system())
            .open();
    Map<String, String> click = Map.of("click_id", "click-123", "publisher_id", "pub-456");
    Receipt receipt =
        ledger
            .append(Event.of("ClickRecorded", "click:click-123", click, "publisher_id=pub-456"))
            .receipt();

    VerificationReport report =
        ReceiptVerifier.trusting(TrustedKeys.of(key.verifier())).verify(store);
    report.lines().forEach(System.out::println);
    // README: end
    assertThat(receipt.header().seq()).isEqualTo(1);
    assertThat(report.isValid()).isTrue();
    db.close();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(ReadmeTest.class, "README.md");
  }
}
