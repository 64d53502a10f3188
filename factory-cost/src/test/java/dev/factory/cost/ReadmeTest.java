package dev.factory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.SpendDecision.Granted;
import dev.factory.cost.bound.CallShape;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.usage.UsageFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final String PROMPT = "Say hello.";

  @TempDir private Path folder;

  private static String callTheProvider() {
    return "{\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2,\"total_tokens\":13}}";
  }

  @Test
  void theCodeOfTheReadmeRuns() {
    // README: begin
    Transactions db = Transactions.sqlite(folder.resolve("budgets.db"));
    JdbcBudgetStore.schema().migrate(db);
    InstantSource time = InstantSource.system();
    NanoMoney limit = NanoMoney.parse(CurrencyUnit.of("USD"), "1000.00");
    BudgetWindow month = BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0));
    BudgetSource everyTenant =
        BudgetSource.each(Map.of(Set.of(Dimension.TENANT), BudgetPolicy.hard(limit, month)));
    Budgets budgets = Budgets.over(JdbcBudgetStore.over(db), everyTenant, time);

    PriceBook prices = PriceBook.standard();
    PriceSelector mini = PriceSelector.of("openai", "gpt-4o-mini");
    CostBound bound = CostBound.by(prices, Duration.ofMinutes(15));
    CallShape call = CallShape.text(mini, PROMPT.length(), 1, 200); // bytes, messages, max_tokens

    SpendTags tenant = SpendTags.tenant("company-123");
    SpendDecision decision =
        budgets.reserve("request-1", tenant, bound.upper(time.instant(), call));
    if (decision instanceof Granted granted) {
      String reply = callTheProvider();
      Quote price = prices.priceAt(time.instant(), mini).orThrow();
      budgets.settle(granted.hold(), "1", price, UsageFormat.OPENAI.read(reply), time.instant());
    }
    String json = BudgetJson.check(budgets.status(tenant).get(0));
    // README: end
    assertThat(json).contains("\"allowed\":true,\"budget\":1000.00,\"spent\":0.00");
    assertThat(budgets.status(tenant).get(0).spent().nanos()).isEqualTo(2_850);
    db.close();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(ReadmeTest.class, "README.md");
  }
}
