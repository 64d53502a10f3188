package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.examples.cli.mail.SmtpDouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From statements to money, on both databases. */
class PayoutsCommandTest {
  @TempDir private Path folder;

  static Stream<String> databases() {
    return Stream.of("books.db", PostgresServer.url(PostgresServer.newDatabase()));
  }

  private SampleBooks sqlite() throws IOException {
    return SampleBooks.in(folder, "books.db");
  }

  private static String id(SampleBooks books, String publisher) {
    Object runs = books.json("payouts", "status").get("runs");
    for (Object run : (List<?>) Objects.requireNonNull(runs)) {
      for (Object payout : (List<?>) Objects.requireNonNull(((Map<?, ?>) run).get("payouts"))) {
        Map<?, ?> members = (Map<?, ?>) payout;
        if (publisher.equals(members.get("publisher_id"))) {
          return String.valueOf(members.get("payout_id"));
        }
      }
    }
    throw new AssertionError("no payout of " + publisher);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void theFiveStepsOfARunWithFilesForABank(String database) throws IOException {
    SampleBooks books = SampleBooks.in(folder, database).imported();
    Run plan = books.run("payouts", "calculate", "--period", "2026-01", "--dry-run");
    assertThat(plan.err()).isEmpty();
    assertThat(plan.lines()).first().isEqualTo("Payouts of 2026-01 by file: 2 payouts, $90.98");
    assertThat(books.run("payouts", "status").lines()).first().isEqualTo("There are no payouts.");
    Run calculated = books.run("payouts", "calculate", "--period", "2026-01");
    assertThat(calculated.lines())
        .containsExactly(
            "Payouts of 2026-01 by file: 2 payouts, $90.98", "  RESERVED: 2 payouts, $90.98");
    assertThat(books.run("payouts", "submit", "--period", "2026-01", "--dry-run").lines())
        .startsWith("Would send 2 payouts", "Would ask the rail about 0 payouts");
    assertThat(folder.resolve("payouts")).doesNotExist();
    Run sent = books.run("payouts", "submit", "--period", "2026-01");
    assertThat(sent.err()).isEmpty();
    assertThat(sent.code()).isZero();
    Path file = folder.resolve("payouts/batches/2026-01.csv");
    assertThat(sent.lines())
        .contains("  SUBMITTED: 2 payouts, $90.98", "File for the bank: " + file);
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .anyMatch(line -> line.endsWith(",73.49,USD,\"DE02 1203 0000\""))
        .anyMatch(line -> line.endsWith(",17.49,USD,\"DE02 1203 0001\""));
    Run paid = books.run("payouts", "resolve", "--all", "--period", "2026-01", "--paid");
    assertThat(paid.lines()).hasSize(2).allMatch(line -> line.endsWith(": PAID"));
    confirmOnce(books);
    assertThat(books.run("payouts", "status").lines())
        .containsExactly(
            "2026-01 by file",
            "  PAID: 2 payouts, $90.98",
            "✓ Ledger: adds up to zero in every currency");
    assertThat(books.run("receipts", "verify", "--public-key", "public-key.pem").code()).isZero();
    assertThat(books.run("receipts", "list", "--type", "PayoutSettled").lines())
        .last()
        .isEqualTo("2 receipts, and no more before them");
  }

  private static void confirmOnce(SampleBooks books) throws IOException {
    try (SmtpDouble server = SmtpDouble.plain()) {
      Map<String, String> smtp =
          Map.of(
              "FACTORY_SMTP",
              "smtp+plain://localhost:" + server.port(),
              "FACTORY_SMTP_FROM",
              "payouts@factory.example");
      Run told = books.run(smtp, "payouts", "submit", "--period", "2026-01");
      assertThat(told.err()).isEmpty();
      assertThat(told.lines()).contains("Sent now: 0, confirmed now: 2");
      assertThat(server.messages())
          .hasSize(2)
          .anyMatch(message -> message.contains("To: one@example.com"))
          .anyMatch(message -> message.contains("To: two@example.com"));
      Run again = books.run(smtp, "payouts", "submit", "--period", "2026-01");
      assertThat(again.lines()).contains("Sent now: 0, confirmed now: 0");
      assertThat(server.messages()).hasSize(2);
    }
  }

  @Test
  void repeatingACalculationChangesNothing() throws IOException {
    SampleBooks books = sqlite().imported();
    Run first = books.run("payouts", "calculate", "--period", "2026-01");
    String receipts = books.run("receipts", "list", "--limit", "1000", "--json").out();
    assertThat(books.run("payouts", "calculate", "--period", "2026-01").out())
        .isEqualTo(first.out());
    assertThat(books.run("receipts", "list", "--limit", "1000", "--json").out())
        .isEqualTo(receipts);
  }

  @Test
  void theInclusiveEndOfTheHostedApiIsWidenedAndSaidSo() throws IOException {
    SampleBooks books = sqlite().imported();
    Run run =
        books.run(
            "payouts",
            "calculate",
            "--period-start",
            "2026-01-01T00:00:00Z",
            "--period-end",
            "2026-01-31T23:59:59Z",
            "--dry-run");
    assertThat(run.err()).startsWith("the end 2026-01-31T23:59:59Z was widened");
    assertThat(run.lines()).first().asString().startsWith("Payouts of 2026-01 by file: 2 payouts");
  }

  @Test
  void draftsWaitForApprovalAndMayBeCancelled() throws IOException {
    SampleBooks books = sqlite().imported();
    assertThat(books.run("payouts", "calculate", "--period", "2026-01", "--drafts").lines())
        .contains("  DRAFT: 2 payouts, $90.98");
    String one = id(books, "pub-1");
    String two = id(books, "pub-2");
    assertThat(books.run("payouts", "resolve", one, "--approve", "--dry-run").lines())
        .startsWith(one + " of $73.49: RESERVED");
    assertThat(books.run("payouts", "resolve", one, "--approve").lines())
        .containsExactly(one + " of $73.49: RESERVED");
    assertThat(books.run("payouts", "resolve", two, "--cancel").lines())
        .containsExactly(two + " of $17.49: CANCELLED");
    Run paid = books.run("payouts", "resolve", two, "--retry");
    assertThat(paid.err()).contains("[attribution.payout-not-open]").hasLineCount(1);
    assertThat(books.run("payouts", "submit", "--period", "2026-01").lines())
        .contains("Sent now: 1, confirmed now: 0");
  }

  @Test
  void minimumsAndHoldsAreKeptAndTold() throws IOException {
    SampleBooks books = sqlite().imported();
    Run run = books.run("payouts", "calculate", "--period", "2026-01", "--minimum", "20.00 USD");
    assertThat(run.lines())
        .contains(
            "Payouts of 2026-01 by file: 1 payout, $73.49",
            "  not paid, BELOW_MINIMUM: 1 publisher, $17.49");
  }

  @Test
  void whatIsMissingOrWrongIsOneLineAndNothingIsDone() throws IOException {
    SampleBooks books = sqlite().imported();
    refused(books, "cli.usage", "payouts");
    refused(books, "cli.usage", "payouts", "calculate");
    refused(books, "cli.usage", "payouts", "resolve", "po_1", "--paid");
    refused(books, "cli.usage", "payouts", "resolve", "--paid");
    refused(books, "cli.usage", "payouts", "calculate", "--period", "2026-01", "--minimum", "20");
    refused(books, "attribution.unknown-run", "payouts", "submit", "--period", "2026-01");
    refused(books, "attribution.period-not-over", "payouts", "calculate", "--period", "2026-02");
    refused(
        books,
        "cli.no-stripe-key",
        "payouts",
        "submit",
        "--period",
        "2026-01",
        "--method",
        "stripe");
    Files.writeString(
        folder.resolve("payees.csv"),
        "publisher_id,method,destination,currency\npub-1,file,DE02,USD\npub-2,file,DE03,GALLEONS\n");
    Run wrong = books.run("payouts", "calculate", "--period", "2026-01");
    assertThat(wrong.err())
        .startsWith("factory: payees.csv:3: currency is missing or not valid")
        .doesNotContain("DE03")
        .hasLineCount(1);
    Run payeeless =
        Run.in(folder, "payouts", "calculate", "--db", "books.db", "--period", "2026-01");
    assertThat(payeeless.err()).contains("[cli.no-payees]");
    assertThat(books.run("payouts", "status", "--period", "2025-12").code())
        .isEqualTo(ExitCode.INVALID);
    String unknown = "po_" + "0".repeat(40);
    assertThat(books.run("payouts", "resolve", unknown, "--paid").code())
        .isEqualTo(ExitCode.INVALID);
  }

  private static void refused(SampleBooks books, String code, String... args) {
    Run run = books.run(args);
    assertThat(run.err()).as(String.join(" ", args)).endsWith("[" + code + "]\n").hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void stripeIsPaidWithTheKeyOfTheEnvironmentAndADoubtIsAnExitCodeOfOne() throws IOException {
    SampleBooks books = sqlite().imported();
    String payees = Files.readString(folder.resolve("payees.csv")).replace(",file,", ",stripe,");
    Files.writeString(folder.resolve("payees.csv"), payees);
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer stripe =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stripe.createContext(
        "/v1/transfers",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean first = form.contains("amount=7349");
          byte[] answer =
              "{\"id\":\"tr_1\",\"amount\":7349,\"currency\":\"usd\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(first ? 200 : 500, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    stripe.start();
    try {
      books.run("payouts", "calculate", "--period", "2026-01", "--method", "stripe");
      Map<String, String> environment =
          Map.of(
              "FACTORY_STRIPE_KEY",
              "sk_test_secret",
              "FACTORY_STRIPE_URL",
              "http://localhost:" + stripe.getAddress().getPort());
      Run sent =
          books.run(environment, "payouts", "submit", "--period", "2026-01", "--method", "stripe");
      assertThat(sent.code()).isEqualTo(ExitCode.INVALID);
      assertThat(sent.lines()).contains("  PAID: 1 payout, $73.49", "  IN_DOUBT: 1 payout, $17.49");
      assertThat(sent.out() + sent.err()).doesNotContain("sk_test_secret");
      assertThat(keys).hasSize(2).containsOnly("Bearer sk_test_secret");
    } finally {
      stripe.stop(0);
    }
    assertThat(books.run("payouts", "status").code()).isEqualTo(ExitCode.INVALID);
    String doubt = id(books, "pub-2");
    Run resolved = books.run("payouts", "resolve", doubt, "--paid", "--rail-reference", "tr_2");
    assertThat(resolved.lines()).containsExactly(doubt + " of $17.49: PAID");
    assertThat(books.run("payouts", "status").code()).isZero();
  }

  @Test
  void aDebtIsGivenUpOnceAndOnlyIfThereIsOne() throws IOException {
    SampleBooks books = sqlite().imported();
    books.run("payouts", "calculate", "--period", "2026-01");
    String[] giveUp = {"payouts", "write-off", "--publisher", "pub-2", "--currency", "USD"};
    assertThat(books.run(giveUp).lines()).containsExactly("pub-2 owes nothing in USD.");
    assertThat(books.run(giveUp).code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void machinesGetTheWholeRunAndNoDestination() throws IOException {
    SampleBooks books = sqlite().imported();
    Map<String, @Nullable Object> run = books.json("payouts", "calculate", "--period", "2026-01");
    assertThat(run)
        .containsEntry("payout_method", "file")
        .containsEntry("period_start", "2026-01-01T00:00:00Z")
        .containsEntry("dry_run", false);
    assertThat(run.get("payouts")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    assertThat(run.toString()).doesNotContain("DE02");
  }
}
