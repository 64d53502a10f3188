package dev.factory.attribution.statement;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.Golden;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final PublisherId PUB_456 = new PublisherId("pub-456");
  private static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);

  private static MicroMoney micro(long micro) {
    return MicroMoney.ofMicro(USD, micro);
  }

  private static StatementLine sale(String id, Instant at, long commission) {
    return new StatementLine(
        CreditCause.CONVERSION,
        new EventId(id),
        new EventId(id),
        at,
        micro(commission * 2),
        micro(commission));
  }

  private static StatementLine refund(String id, Instant at, long commission) {
    return new StatementLine(
        CreditCause.REFUND,
        new EventId(id),
        new EventId("conv-1"),
        at,
        micro(commission * 2),
        micro(commission));
  }

  private static Statement statement() {
    return Statement.of(
        PUB_456,
        OF_JANUARY,
        micro(999_999),
        List.of(
            refund("refund-1", day(30), -700_000_000L),
            sale("conv-2", day(20), 3_499_300_000L),
            sale("conv-1", day(10).plusNanos(1_000), 2_333_333_334L)));
  }

  @Test
  void payableIsRoundedDownAndTheRestIsCarried() {
    Statement statement = statement();
    assertThat(statement.earned()).isEqualTo(micro(5_132_633_334L));
    assertThat(statement.gross()).isEqualTo(micro(10_265_266_668L));
    assertThat(statement.payable()).isEqualTo(usd(5_133));
    assertThat(statement.closingCarry()).isEqualTo(micro(633_333));
  }

  @Test
  void aDebtPaysNothingAndIsCarriedWhole() {
    Statement statement =
        Statement.of(PUB_456, OF_JANUARY, micro(1), List.of(refund("r", day(1), -2_000_002L)));
    assertThat(statement.payable()).isEqualTo(usd(0));
    assertThat(statement.closingCarry()).isEqualTo(micro(-2_000_001L));
  }

  @Test
  void linesAreSortedByTimeAndId() {
    assertThat(statement().lines())
        .extracting(line -> line.causeId().value())
        .containsExactly("conv-1", "conv-2", "refund-1");
  }

  @Test
  void aStatementThatDoesNotAddUpCannotBe() {
    Statement right = statement();
    assertThatThrownBy(
            () ->
                new Statement(
                    PUB_456,
                    USD,
                    OF_JANUARY,
                    right.openingCarry(),
                    right.lines(),
                    usd(5_134),
                    right.closingCarry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not add up");
  }

  @Test
  void theJsonIsTheReleasedOne() {
    Golden.assertSame("statement.json", statement().canonicalJson());
  }

  @Test
  void aPublisherComputesTheHashAlone() throws NoSuchAlgorithmException {
    Map<String, @Nullable Object> members =
        CanonicalJson.parseObject(Golden.read("statement.json").getBytes(UTF_8));
    Object hash = members.remove("hash");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.ofValue(members));
    assertThat("sha256:" + HexFormat.of().formatHex(digest))
        .isEqualTo(hash)
        .isEqualTo(statement().hash().text());
  }

  @Test
  void theJsonIsReadBack() {
    assertThat(Statement.parse(statement().canonicalJson())).isEqualTo(statement());
    String spaced = new String(statement().canonicalJson(), UTF_8).replace(",", ",\n ");
    assertThat(Statement.parse(spaced.getBytes(UTF_8))).isEqualTo(statement());
  }

  @ParameterizedTest
  @CsvSource({
    "51.33, 51.34",
    "pub-456, pub-457",
    "conv-2, conv-3",
    "3499300000, 3499300001",
    "999999, 999998",
    "CONVERSION, REFUND",
    "2026-02-01, 2026-02-02",
    "USD, EUR",
    "REFUND, THEFT",
    "51.33, 51.333"
  })
  void aChangedStatementIsRefused(String part, String instead) {
    String changed = new String(statement().canonicalJson(), UTF_8).replace(part, instead);
    assertThatThrownBy(() -> Statement.parse(changed.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.statement-damaged"));
  }

  @ParameterizedTest
  @CsvSource({"lines, rows", "\"v\":1, \"v\":2", "publisher_id, publisher"})
  void whatIsNoStatementIsRefused(String part, String instead) {
    String changed = new String(statement().canonicalJson(), UTF_8).replace(part, instead);
    assertThatThrownBy(() -> Statement.parse(changed.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.unreadable-document"));
  }
}
