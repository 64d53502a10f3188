package dev.factory.attribution.statement;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class StatementLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final BigInteger MINOR = BigInteger.valueOf(MicroMoney.MICROS_PER_MINOR);
  private static final PublisherId PUB_456 = new PublisherId("pub-456");

  private static Statement close(int month, MicroMoney carry, List<Long> commissions) {
    Instant start = JANUARY.plus(Duration.ofDays(month));
    List<StatementLine> lines = new ArrayList<>();
    for (long commission : commissions) {
      EventId id = new EventId("c-" + lines.size());
      MicroMoney earned = MicroMoney.ofMicro(USD, commission);
      lines.add(new StatementLine(CreditCause.CONVERSION, id, id, start, earned, earned));
    }
    return Statement.of(PUB_456, new Period(start, start.plusSeconds(60)), carry, lines);
  }

  /** Carry law: at every statement, all that was paid is the exact sum but for less than a cent. */
  @Property
  void whatIsPaidDiffersFromWhatIsEarnedByLessThanAMinorUnit(
      @ForAll @Size(max = 24)
          List<@Size(max = 8) List<@LongRange(max = 1_000_000_000_000L) Long>> months) {
    MicroMoney carry = MicroMoney.zero(USD);
    BigInteger earned = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    for (int month = 0; month < months.size(); month++) {
      Statement statement = close(month, carry, months.get(month));
      for (long commission : months.get(month)) {
        earned = earned.add(BigInteger.valueOf(commission));
      }
      paid = paid.add(BigInteger.valueOf(statement.payable().minor()).multiply(MINOR));
      carry = statement.closingCarry();
      assertThat(earned.subtract(paid)).isEqualTo(BigInteger.valueOf(carry.micro()));
      assertThat(carry.micro()).isBetween(0L, MicroMoney.MICROS_PER_MINOR - 1);
    }
  }

  /** Carry law with reversals: nothing is paid on a debt, and no statement forgets one. */
  @Property
  void aDebtIsCarriedUntilItIsEarnedBack(
      @ForAll @Size(max = 24)
          List<@Size(max = 8) List<@LongRange(min = -1_000_000_000L, max = 1_000_000_000L) Long>>
              months) {
    MicroMoney carry = MicroMoney.zero(USD);
    long open = 0;
    for (int month = 0; month < months.size(); month++) {
      Statement statement = close(month, carry, months.get(month));
      for (long commission : months.get(month)) {
        open += commission;
      }
      assertThat(statement.payable().minor()).isEqualTo(Math.max(0, open) / 1_000_000);
      open -= statement.payable().minor() * 1_000_000;
      carry = statement.closingCarry();
      assertThat(carry.micro()).isEqualTo(open).isLessThan(1_000_000);
    }
  }

  @Property
  void theOrderOfLinesGivenChangesNeitherStatementNorHash(
      @ForAll @Size(max = 20) List<@LongRange(min = -1_000_000L, max = 1_000_000L) Long> amounts,
      @ForAll Random random) {
    Statement statement = close(0, MicroMoney.zero(USD), amounts);
    List<StatementLine> shuffled = new ArrayList<>(statement.lines());
    Collections.shuffle(shuffled, random);
    Statement other = Statement.of(PUB_456, statement.period(), MicroMoney.zero(USD), shuffled);
    assertThat(other).isEqualTo(statement);
    assertThat(other.hash()).isEqualTo(statement.hash());
  }

  @Property
  void aStatementIsReadBackFromItsJson(
      @ForAll @Size(max = 20)
          List<@LongRange(min = -1_000_000_000L, max = 1_000_000_000L) Long> amounts,
      @ForAll @LongRange(min = -1_000_000L, max = 999_999L) long carry) {
    Statement statement = close(0, MicroMoney.ofMicro(USD, carry), amounts);
    assertThat(Statement.parse(statement.canonicalJson())).isEqualTo(statement);
  }
}
