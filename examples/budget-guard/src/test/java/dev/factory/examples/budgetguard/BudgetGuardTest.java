package dev.factory.examples.budgetguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BudgetGuardTest {
  private static final Pattern RESULT =
      Pattern.compile("(guarded|naive) +([0-9,]+) calls billed ([0-9.]+) USD of 0.40, .*");

  private final StringWriter text = new StringWriter();

  private int run(String... args) {
    return BudgetGuard.run(new PrintWriter(text, true), args);
  }

  private BigDecimal billed(String side) {
    for (String line : text.toString().lines().toList()) {
      Matcher result = RESULT.matcher(line);
      if (result.matches() && result.group(1).equals(side)) {
        return new BigDecimal(result.group(3));
      }
    }
    throw new AssertionError("no result of " + side + " in\n" + text);
  }

  @Test
  void theBudgetHoldsWhereCheckingFirstAndAddingAfterwardsOverspends() {
    int exit = run("--limit", "0.40", "--latency", "20", "--threads", "4");

    assertThat(exit).as(text.toString()).isZero();
    assertThat(billed("guarded")).isLessThanOrEqualTo(new BigDecimal("0.40"));
    // what one call may cost is all that can be left over
    assertThat(billed("guarded")).isGreaterThan(new BigDecimal("0.39"));
    assertThat(billed("naive")).isGreaterThan(new BigDecimal("0.40"));
    List<String> lines = text.toString().lines().toList();
    assertThat(lines).anyMatch(line -> line.startsWith("guarded") && line.endsWith("limit held"));
    assertThat(lines).anyMatch(line -> line.startsWith("naive") && line.contains("OVERSPENT by"));
    assertThat(lines).contains("the ledger says the same as the provider's bill, to the billionth");
  }

  @Test
  void aLimitThatIsNoAmountIsRefusedBeforeAnythingStarts() {
    assertThat(run("--limit", "two")).isEqualTo(2);
    assertThat(run("--limit", "0")).isEqualTo(2);
    assertThat(text.toString()).doesNotContain("starting");
  }
}
