package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.jdbc.JdbcAttributionStore;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a newcomer reads is a program that runs. */
class ReadmeTest {
  @TempDir Path folder;

  @Test
  void theCodeOfTheReadmeRuns() {
    InstantSource clock = InstantSource.system();
    SigningKey key = SigningKey.generate(new SecureRandom());
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    Rate share = Rate.parse("70%");
    PolicyVersion rules =
        PolicyVersion.forClicks(newYear, CreditModel.LINEAR, Duration.ofDays(30), share);
    UserKey reader = new UserKey("user-77");
    OfferId offer = new OfferId("off-789");
    Touchpoint click =
        Touchpoint.click(
            new EventId("click-123"), reader, newYear, new PublisherId("pub-456"), offer);
    Conversion sale =
        new Conversion(
            new EventId("sale-1"),
            new OrderId("order-1"),
            reader,
            newYear.plusSeconds(3_600),
            Money.ofMinor("USD", 4_999),
            offer,
            "");
    // README: begin
    Transactions db = Transactions.sqlite(folder.resolve("factory.db"));
    Stream.of(Outbox.schema(), JdbcReceiptStore.schema(), JdbcAttributionStore.schema())
        .forEach(schema -> schema.migrate(db));

    Outbox outbox = new Outbox(db); // a row and its event are kept together or not at all
    Attribution attribution = Attribution.over(JdbcAttributionStore.over(db, outbox), clock);
    attribution.publish(rules); // linear credit, 30 days, 70 % for publishers
    attribution.recordTouchpoints(List.of(click));
    attribution.recordConversions(List.of(sale)); // $49.99
    Period month = BillingMonth.parse("2026-01").period();
    Statement january = attribution.closeStatements(month).statements().get(0);
    System.out.println(january.payable().display()); // $34.99, and 0.3 cents are carried on

    JdbcReceiptStore store = new JdbcReceiptStore(db);
    Receipts ledger =
        Receipts.named("factory.example/receipts/prod").store(store).signer(key).time(clock).open();
    outbox.drainTo(ledger.asJournal()); // a signed, chained receipt for each of the above
    ReceiptVerifier verifier = ReceiptVerifier.trusting(TrustedKeys.of(key.verifier()));
    VerificationReport report = verifier.verify(store);
    report.lines().forEach(System.out::println);
    // README: end
    assertThat(january.payable()).isEqualTo(Money.ofMinor("USD", 3_499));
    assertThat(january.closingCarry().micro()).isEqualTo(300_000);
    assertThat(report.isValid()).isTrue();
    assertThat(report.receipts()).isEqualTo(6);
    db.close();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() throws IOException {
    String source = "src/test/java/" + ReadmeTest.class.getName().replace('.', '/') + ".java";
    String code =
        Files.readAllLines(Path.of(source)).stream()
            .dropWhile(line -> !line.strip().equals("// README: begin"))
            .skip(1)
            .takeWhile(line -> !line.strip().equals("// README: end"))
            .map(line -> line.isBlank() ? "\n" : line.substring(4) + "\n")
            .collect(Collectors.joining());
    assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + code + "```\n");
  }
}
