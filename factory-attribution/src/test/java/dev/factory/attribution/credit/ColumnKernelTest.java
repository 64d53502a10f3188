package dev.factory.attribution.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnKernelTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final long DAY = 86_400_000_000L;

  private static final PolicyBook LAST =
      PolicyBook.of(
          PolicyVersion.forClicks(
              Instant.EPOCH, CreditModel.LAST_TOUCH, Duration.ofDays(30), Rate.parse("70%")));

  private static PublisherTotals totals(TouchColumns touches, ConversionColumns conversions) {
    return ColumnKernel.attribute(
            touches, conversions, LAST, 1, () -> new PublisherTotals(touches, 2))
        .get(0);
  }

  @Test
  void timesThousandsOfYearsApartAreExactToTheMicrosecond() {
    long end = 8_000L * 365 * DAY;
    int rows = 200;
    long[] user = new long[rows];
    long[] at = new long[rows];
    long[] id = new long[rows];
    int[] publisher = new int[rows];
    for (int row = 0; row < rows; row++) {
      user[row] = 7;
      at[row] = end - rows + row;
      id[row] = row;
      // the conversion is at the microsecond of row 150: those after it must not count
      publisher[row] = row == 150 ? 1 : 0;
    }
    TouchColumns touches = TouchColumns.of(user, at, id).publisher(publisher);
    ConversionColumns sales =
        ConversionColumns.of(
            USD,
            new long[] {7, 8},
            new long[] {end - 50, DAY},
            new long[] {1, 2},
            new long[] {100, 100});
    assertThat(totals(touches, sales).credit(1)).isEqualTo(100_000_000);
    assertThat(totals(touches, sales).unattributedCredit()).isEqualTo(100_000_000);
  }

  @Test
  void aUserWithMoreTouchesThanAPartitionHoldsIsSwept() {
    int rows = 50_000;
    long[] user = new long[rows];
    long[] at = new long[rows];
    long[] id = new long[rows];
    for (int row = 0; row < rows; row++) {
      at[row] = (row * 7_919L) % rows;
      id[row] = row;
    }
    int[] publisher = new int[rows];
    publisher[Arrays.stream(at).boxed().toList().indexOf(rows - 1L)] = 1;
    TouchColumns touches = TouchColumns.of(user, at, id).publisher(publisher);
    ConversionColumns sale =
        ConversionColumns.of(USD, new long[1], new long[] {rows}, new long[1], new long[] {5});
    assertThat(totals(touches, sale).credit(1)).isEqualTo(5_000_000);
  }

  @Test
  void conversionsWithoutTouchesGiveNobodyTheirCredit() {
    TouchColumns none = TouchColumns.of(new long[0], new long[0], new long[0]);
    ConversionColumns sales =
        ConversionColumns.of(
            USD, new long[3], new long[3], new long[] {1, 2, 2}, new long[] {1, 2, 2});
    PublisherTotals totals = totals(none, sales);
    assertThat(totals.unattributedCredit()).isEqualTo(3_000_000);
    assertThat(totals.conversions()).isEqualTo(2);
    assertThat(List.of(totals.credit(0), totals.credit(1))).containsOnly(0L);
  }
}
