package dev.factory.cost.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.IdSource;
import dev.factory.core.limit.Ticker;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.Budgets;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.cache.ReplyCache;
import dev.factory.cost.memory.MemoryBreakerStore;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Gateway;
import dev.factory.cost.provider.GatewaySettings;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.OpenAiProvider;
import dev.factory.cost.provider.Target;
import dev.factory.cost.testkit.ScriptedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class GuardReadmeTest {
  private static final String REPLY =
      """
      {"choices":[{"message":{"content":"Hello!"},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":11,"completion_tokens":2}}""";

  private final InstantSource time = InstantSource.system();
  private final MemoryBreakerStore breakers = new MemoryBreakerStore();
  private final PriceBook prices = PriceBook.standard();
  private final CostBound bound = CostBound.by(prices, Duration.ofMinutes(15));
  private final Budgets budgets =
      Budgets.over(
          new MemoryBudgetStore(),
          BudgetSource.each(
              Map.of(
                  Set.of(Dimension.TENANT),
                  BudgetPolicy.hard(
                      NanoMoney.parse(CurrencyUnit.of("USD"), "1000.00"),
                      BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0))))),
          time);

  @Test
  void theCodeOfTheReadmeRuns() {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    try (ScriptedServer server = new ScriptedServer()) {
      server.then(ScriptedServer.json(200, REPLY));
      assertThat(answer(server.base(), "", scheduler)).isEqualTo("Hello! for 0.000002850 USD");
    } finally {
      scheduler.shutdownNow();
    }
  }

  private String answer(URI openAi, String key, ScheduledExecutorService scheduler) {
    // README: begin
    HttpClient http = HttpClient.newHttpClient();
    OpenAiProvider openai = OpenAiProvider.at("openai", openAi, () -> key, http);
    Gateway gateway =
        Gateway.over(List.of(openai), GatewaySettings.usual(), breakers, time, scheduler);
    IdSource ids = IdSource.uuidV7(time, new SecureRandom());
    CostGuard guard =
        CostGuard.over(budgets, bound, prices, gateway, ids, time)
            .limitedBy(CallLimits.standard(10_000, Ticker.system()))
            .caching(ReplyCache.of(64 << 20, Duration.ofHours(1), Ticker.system()));

    ModelCall question = ModelCall.of(200, Message.user("Say hello."));
    Target model = Target.of("openai", "gpt-4o-mini"); // and others that stand in
    SpendTags company = SpendTags.tenant("company-123");
    GuardOutcome outcome = guard.call(GuardRequest.of("request-2", company, question, model));
    if (outcome instanceof GuardOutcome.Answered answered) {
      return answered.reply().text() + " for " + answered.cost().charged();
    }
    // README: end
    return outcome.toString();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(GuardReadmeTest.class, "README.md");
  }
}
