package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Rate;
import dev.factory.core.time.BillingMonth;
import dev.factory.receipts.spi.ReceiptHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatementPageTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final BillingMonth JANUARY = BillingMonth.parse("2026-01");
  private static final ProvedStatement.Proof PROOF =
      new ProvedStatement.Proof(7, new UUID(0x7000L, 0x8000_0000_0000_0001L), ReceiptHash.ZERO);
  private static final PolicyVersion POLICY =
      PolicyVersion.forClicks(
          Instant.EPOCH, CreditModel.LINEAR, Duration.ofDays(30), Rate.parse("70%"));

  @Test
  void aHostileNameIsTextAndNotMarkup() {
    String page = page(statement("<script>alert('x')</script>\"&", 0, line("conv-\"><b>", 100)));
    assertThat(page)
        .doesNotContain("<script", "<b>", "('x')")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;")
        .contains("conv-&quot;&gt;&lt;b&gt;");
  }

  @Test
  void aPageRunsNoScriptAndLoadsNothing() {
    String page = page(statement("pub-456", 0, line("conv-1", 100)));
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<script", "<link", "<img", "@import", "url(", "http://", "https://");
  }

  @Test
  void theIndexEscapesToo() {
    Statement statement = statement("<i>", 0, line("conv-1", 100));
    StatementFiles files = StatementFiles.of(statement.publisherId(), USD);
    ProvedStatement proved = proved(statement);
    String page =
        new String(
            IndexPage.of(JANUARY, List.of(new Issued(proved, report(statement), files))),
            StandardCharsets.UTF_8);
    assertThat(page).doesNotContain("<i>").contains("&lt;i&gt;");
  }

  @Test
  void everyMillionthIsShown() {
    String page = page(statement("pub-1", 0, line("conv-1", 1_166_666_667L)));
    assertThat(page).contains("$11.66<span class=\"micro\">666667</span>");
  }

  @Test
  void aReversalIsANegativeLineUnderItsConversion() {
    String page =
        page(
            statement(
                "pub-1",
                0,
                line("conv-1", 500),
                new StatementLine(
                    CreditCause.CHARGEBACK,
                    new EventId("ref-9"),
                    new EventId("conv-1"),
                    Instant.parse("2026-01-20T00:00:00Z"),
                    micro(-300),
                    micro(-210))));
    assertThat(page)
        .contains("class=\"reversal\"", "chargeback <bdi>ref-9</bdi>")
        .contains("-$0.00<span class=\"micro\">000210</span>", "1 reversal took back");
  }

  @Test
  void aDebtPaysNothingAndIsSaidToBeCarried() {
    String page = page(statement("pub-1", -2_000_000, line("conv-1", 1_000_000)));
    assertThat(page)
        .contains("Nothing is payable, and the next statement begins with what is owed")
        .contains("-$0.01<span class=\"micro\">000000</span>");
  }

  @Test
  void aLateLineSaysSo() {
    StatementLine december =
        new StatementLine(
            CreditCause.CONVERSION,
            new EventId("conv-0"),
            new EventId("conv-0"),
            Instant.parse("2025-12-31T23:59:59Z"),
            micro(10),
            micro(7));
    assertThat(page(statement("pub-1", 0, december))).contains("too late for its own month");
  }

  private static RevenueReport report(Statement statement) {
    return new RevenueReport(
        statement.publisherId(),
        JANUARY,
        1,
        1,
        1,
        statement.gross().floorToMinor(),
        statement.payable(),
        List.of());
  }

  private static String page(Statement statement) {
    return new String(StatementPage.of(proved(statement), "s.json"), StandardCharsets.UTF_8);
  }

  private static ProvedStatement proved(Statement statement) {
    return new ProvedStatement(
        statement,
        statement.lines().stream()
            .map(line -> new ProvedStatement.Line(line, 1, 3, POLICY, PROOF))
            .toList(),
        PROOF);
  }

  private static Statement statement(String publisher, long carry, StatementLine... lines) {
    return Statement.of(new PublisherId(publisher), JANUARY.period(), micro(carry), List.of(lines));
  }

  private static StatementLine line(String conversion, long commission) {
    return new StatementLine(
        CreditCause.CONVERSION,
        new EventId(conversion),
        new EventId(conversion),
        Instant.parse("2026-01-15T12:00:00Z"),
        micro(commission),
        micro(commission));
  }

  private static MicroMoney micro(long micro) {
    return MicroMoney.ofMicro(USD, micro);
  }
}
