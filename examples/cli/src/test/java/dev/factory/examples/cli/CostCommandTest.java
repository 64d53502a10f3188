package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.Budgets;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  @TempDir private Path folder;

  @BeforeEach
  void spend() {
    try (Transactions db = Transactions.sqlite(folder.resolve("cost.db"))) {
      JdbcBudgetStore.schema().migrate(db);
      BudgetPolicy policy =
          BudgetPolicy.hard(
              NanoMoney.parse(USD, "1000.00"),
              BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0)));
      Budgets budgets =
          Budgets.over(
              JdbcBudgetStore.over(db),
              BudgetSource.each(Map.of(Set.of(Dimension.TENANT), policy)),
              SettableTime.at("2026-02-03T12:00:00Z"));
      spend(budgets, "company-123", "classify", "openai", "gpt-4o-mini", "400.00");
      spend(budgets, "company-123", "classify", "anthropic", "claude-3-haiku", "25.50");
      spend(budgets, "company-456", "chat", "openai", "gpt-4o-mini", "1000.00");
    }
  }

  private static void spend(
      Budgets budgets,
      String tenant,
      String feature,
      String provider,
      String model,
      String amount) {
    NanoMoney money = NanoMoney.parse(USD, amount);
    String id = tenant + model;
    budgets.reserve(
        id,
        SpendTags.tenant(tenant).with(Dimension.FEATURE, feature),
        new Bound.AtMost(money, 0, 0, "book@1"));
    budgets.settle(
        id,
        new Charge(
            id + "/1",
            provider,
            model,
            Usage.of(100, 20),
            ExactCost.of(money),
            "book@1",
            SettableTime.at("2026-02-03T12:00:00Z").instant()));
  }

  private Run cost(String... args) {
    return Run.in(
        folder,
        Stream.concat(Stream.of("--db", "cost.db", "cost"), Arrays.stream(args))
            .toArray(String[]::new));
  }

  @Test
  void aBudgetIsTheReplyOfTheOperationsGuide() {
    Run run = cost("budget", "company-123", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "{\"success\":true,\"budget\":{\"allowed\":true,\"budget\":1000.00,"
                + "\"spent\":425.50,\"remaining\":574.50}}\n");
    assertThat(cost("budget", "company-123").out())
        .isEqualTo(
            "tenant=company-123#month:1T0@Z                   425.50 of 1000.00 USD spent, 0.00"
                + " held: allowed\n");
  }

  @Test
  void aBudgetThatIsUsedUpEndsWithOne() {
    Run run = cost("budget", "company-456");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.out()).endsWith("EXCEEDED\n");
  }

  @Test
  void aCompanyThatNeverSpentIsNamedAsUnknown() {
    Run run = cost("budget", "nobody%");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.no-budget]");
  }

  @Test
  void metricsAreInTheFormOfTheOperationsGuide() {
    assertThat(cost("metrics", "--json").out())
        .isEqualTo(
            "{\"success\":true,\"metrics\":{\"totalRequests\":3,\"totalCost\":1425.50,"
                + "\"totalTokens\":360,\"avgCostPerRequest\":475.1667,\"byProvider\":{"
                + "\"openai\":{\"count\":2,\"cost\":1400.00,\"tokens\":240},"
                + "\"anthropic\":{\"count\":1,\"cost\":25.50,\"tokens\":120}},"
                + "\"byModel\":{\"gpt-4o-mini\":{\"count\":2,\"cost\":1400.00,"
                + "\"tokens\":240},\"claude-3-haiku\":{\"count\":1,\"cost\":25.50,"
                + "\"tokens\":120}}}}\n");
    assertThat(cost("metrics", "--tenant", "company-456", "--json").out())
        .contains("\"totalCost\":1000.00");
    assertThat(cost("metrics", "--start", "2026-01-01", "--end", "2026-02-01", "--json").out())
        .contains("\"totalRequests\":0");
    assertThat(cost("metrics").lines().get(0)).contains("3 requests", "1425.50 USD");
  }

  @Test
  void topSpendersComeFirst() {
    assertThat(cost("top").lines()).hasSize(2).first().asString().startsWith("company-456");
    assertThat(cost("top", "--by", "feature", "--limit", "1", "--json").out())
        .isEqualTo(
            "{\"success\":true,\"top\":[{\"name\":\"chat\",\"count\":1,"
                + "\"cost\":1000.00,\"tokens\":120}]}\n");
  }

  @Test
  void aPriceComesWithItsSourceAndWhatSoMuchCosts() {
    Run run = cost("price", "openai", "gpt-4o-mini", "--input", "1000000", "--output", "1000");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("0.15", "source https://", "0.150600000000000 USD");
    assertThat(cost("price", "openai", "gpt-4o-mini", "--json").out())
        .contains("\"per_million\":{", "\"checked\":\"");
    Run unknown = cost("price", "openai", "gpt-99");
    assertThat(unknown.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(unknown.err()).contains("[cli.no-price]");
  }

  @Test
  void aPublishedListBecomesABookThatPricesAreFoundIn() throws IOException {
    Files.writeString(
        folder.resolve("list.json"),
        "{\"tiny\":{\"litellm_provider\":\"openai\",\"mode\":\"chat\","
            + "\"input_cost_per_token\":0.000001,\"output_cost_per_token\":0.000002}}");
    Run run = cost("import-prices", "list.json", "--format", "litellm", "--out", "book.json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 price, 0 left out: imported@");
    assertThat(cost("price", "openai", "tiny", "--book", "book.json").out())
        .contains("input              1", "output             2");
    assertThat(
            cost("import-prices", "list.json", "--format", "litellm", "--out", "book.json").code())
        .as("a file that is there is left as it is")
        .isEqualTo(ExitCode.COULD_NOT);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    for (String[] wrong :
        new String[][] {
          {"metrics", "--start", "yesterday"},
          {"metrics", "--start", "2026-01-01T00:01:00Z"},
          {"metrics", "--start", "2026-02-01", "--end", "2026-01-01"},
          {"metrics", "--currency", "dollars"},
          {"top", "--limit", "0"},
          {"price", "openai", "gpt-4o", "--at", "noon"},
          {"price", "openai", "gpt-4o", "--input", "-1"},
        }) {
      Run run = cost(wrong);
      assertThat(run.code()).as(String.join(" ", wrong)).isEqualTo(ExitCode.COULD_NOT);
      assertThat(run.err()).as(String.join(" ", wrong)).contains("[cli.usage]").hasLineCount(1);
    }
  }
}
