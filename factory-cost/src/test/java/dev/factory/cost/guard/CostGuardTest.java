package dev.factory.cost.guard;

import static dev.factory.cost.testkit.ScriptedProvider.answered;
import static dev.factory.cost.testkit.ScriptedProvider.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.limit.Admission;
import dev.factory.core.limit.Ticker;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Budgets;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.Mode;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.cache.CachedReply;
import dev.factory.cost.cache.ReplyCache;
import dev.factory.cost.cache.SemanticCache;
import dev.factory.cost.guard.GuardOutcome.Answered;
import dev.factory.cost.guard.GuardOutcome.Failed;
import dev.factory.cost.guard.GuardOutcome.Limited;
import dev.factory.cost.guard.GuardOutcome.OverBudget;
import dev.factory.cost.guard.GuardOutcome.Source;
import dev.factory.cost.memory.MemoryBreakerStore;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Failure;
import dev.factory.cost.provider.Failure.Kind;
import dev.factory.cost.provider.Gateway;
import dev.factory.cost.provider.GatewaySettings;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.OpenAiProvider;
import dev.factory.cost.provider.Provider;
import dev.factory.cost.provider.ProviderOutcome;
import dev.factory.cost.provider.Target;
import dev.factory.cost.testkit.ScriptedProvider;
import dev.factory.cost.testkit.ScriptedServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CostGuardTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final SpendTags COMPANY = SpendTags.tenant("company-123");
  private static final Target MINI = Target.of("openai", "gpt-4o-mini");
  private static final Target HAIKU = Target.of("anthropic", "claude-3-haiku");
  private static final ModelCall CALL = ModelCall.of(200, Message.user("Classify this."));
  private static final ProviderOutcome HELLO = answered("Hello!", 11, 2);
  private static final long HELLO_NANOS = 11 * 150 + 2 * 600; // $0.15 and $0.60 a million
  private static final Failure LOST = Failure.sent(Kind.CUT);
  private static final BudgetWindow MONTH =
      BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0));

  private final SettableTime time = SettableTime.at("2026-01-31T12:00:00Z");
  private final FailingStore store = new FailingStore(new MemoryBudgetStore());
  private final ScriptedProvider openai = new ScriptedProvider("openai");
  private final ScriptedProvider anthropic = new ScriptedProvider("anthropic");
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final SequenceIds ids = new SequenceIds();
  private final List<GuardEvent> told = new ArrayList<>();
  private Budgets budgets = budgets(Mode.HARD, "1000.00");

  @AfterEach
  void close() {
    scheduler.shutdownNow();
  }

  private Budgets budgets(Mode mode, String limit) {
    BudgetPolicy policy = BudgetPolicy.of(mode, NanoMoney.parse(USD, limit), MONTH);
    BudgetPolicy wide = BudgetPolicy.of(mode, NanoMoney.parse(USD, "9000.00"), MONTH);
    return Budgets.over(
        store,
        BudgetSource.each(
            Map.of(
                Set.of(Dimension.TENANT),
                policy,
                Set.of(Dimension.TENANT, Dimension.PROVIDER),
                wide)),
        time);
  }

  private CostGuard guard() {
    return guard(List.of(openai, anthropic));
  }

  private CostGuard guard(List<Provider> providers) {
    GatewaySettings settings =
        GatewaySettings.usual().retrying(2, Duration.ofMillis(1), Duration.ofMillis(20), 100);
    PriceBook prices = PriceBook.standard();
    return CostGuard.over(
            budgets,
            CostBound.by(prices, Duration.ofMinutes(15)),
            prices,
            Gateway.over(providers, settings, new MemoryBreakerStore(), time, scheduler),
            ids,
            time)
        .telling(told::add);
  }

  private static GuardRequest request(String id, Target... targets) {
    return GuardRequest.of(id, COMPANY, CALL, targets.length == 0 ? new Target[] {MINI} : targets);
  }

  private BudgetStatus company() {
    return budgets.status(COMPANY).get(0);
  }

  private long spent() {
    assertThat(company().reserved().nanos()).as("nothing stays held").isZero();
    return company().spent().nanos();
  }

  private BudgetStatus of(String provider) {
    return budgets.status(COMPANY.with(Dimension.PROVIDER, provider)).stream()
        .filter(status -> status.budget().line().contains(provider))
        .findFirst()
        .orElseThrow();
  }

  private long bound() {
    Bound bound =
        CostBound.by(PriceBook.standard(), Duration.ofMinutes(15))
            .upper(time.instant(), CALL.shape(MINI.price()));
    return ((Bound.AtMost) bound).amount().nanos();
  }

  @Test
  void anAnswerIsChargedWithWhatItUsedAndTheListenerIsTold() {
    openai.then(HELLO);
    GuardOutcome outcome = guard().call(request("r1"));
    assertThat(outcome).isInstanceOf(Answered.class);
    Answered answered = (Answered) outcome;
    assertThat(answered.reply().text()).isEqualTo("Hello!");
    assertThat(answered.source()).isEqualTo(Source.PROVIDER);
    assertThat(answered.cost().charged().nanos()).isEqualTo(HELLO_NANOS);
    assertThat(spent()).isEqualTo(HELLO_NANOS);
    assertThat(told).extracting(GuardEvent::outcome).containsExactly(outcome);
  }

  @Test
  void theMoneyIsHeldBeforeTheProviderIsAsked() {
    CompletableFuture<GuardOutcome> outcome = guard().callAsync(request("r1"));
    assertThat(openai.calls()).hasSize(1);
    assertThat(company().reserved().nanos()).isEqualTo(bound());
    openai.calls().get(0).answer(HELLO);
    assertThat(outcome.join()).isInstanceOf(Answered.class);
    assertThat(spent()).isEqualTo(HELLO_NANOS);
  }

  @Test
  void aCallWithoutTenantIsAMistake() {
    GuardRequest nobodys =
        GuardRequest.of("r1", new SpendTags(Map.of(Dimension.USER, "u1")), CALL, MINI);
    assertThatThrownBy(() -> guard().call(nobodys)).hasMessageContaining("nothing was sent");
  }

  @Test
  void aHardBudgetWithoutRoomSendsNothing() {
    budgets = budgets(Mode.HARD, "0.00001");
    GuardOutcome outcome = guard().call(request("r1"));
    assertThat(outcome).isInstanceOf(OverBudget.class);
    assertThat(((OverBudget) outcome).decision()).isInstanceOf(SpendDecision.Refused.class);
    assertThat(openai.calls()).isEmpty();
    assertThat(spent()).isZero();
  }

  @Test
  void anUnknownPriceIsRefusedUnderAHardBudgetAndSaidUnderASoftOne() {
    Target unknown = Target.of("openai", "no-such-model");
    GuardOutcome refused = guard().call(request("r1", unknown));
    assertThat(refused)
        .isEqualTo(new OverBudget(new SpendDecision.Unbounded(Bound.Reason.UNKNOWN_PRICE)));
    budgets = budgets(Mode.SOFT, "1000.00");
    openai.then(HELLO);
    Answered answered = (Answered) guard().call(request("r2", unknown));
    assertThat(answered.cost().charged().nanos()).isZero();
    assertThat(store.events("r2"))
        .singleElement()
        .satisfies(event -> assertThat(event.charge().priceVersion()).isEqualTo("unknown"))
        .satisfies(event -> assertThat(event.charge().usage().total()).isEqualTo(13));
  }

  @Test
  void aProviderThatBillsBeyondItsMaximumIsRecordedInFullAndNamed() {
    openai.then(answered("long", 1_000_000, 1_000_000));
    Answered answered = (Answered) guard().call(request("r1"));
    assertThat(answered.cost().breached()).isTrue();
    assertThat(spent()).isEqualTo(750_000_000);
  }

  @Test
  void anAnswerThatDoesNotSayWhatItUsedCostsAllThatWasHeld() {
    openai.then(
        new ProviderOutcome.Unmetered(new ModelReply("Hi", "stop", "", ""), "cost.usage-missing"));
    Answered answered = (Answered) guard().call(request("r1"));
    assertThat(answered.cost().charged().nanos()).isEqualTo(bound());
    assertThat(spent()).isEqualTo(bound());
  }

  @Test
  void everyAttemptThatMayBeBilledIsCharged() {
    openai.then(failed(LOST), HELLO);
    Answered answered = (Answered) guard().call(request("r1"));
    assertThat(answered.cost().charged().nanos()).isEqualTo(bound() + HELLO_NANOS);
    assertThat(answered.cost().breached()).isFalse();
    assertThat(spent()).isEqualTo(bound() + HELLO_NANOS);
  }

  @Test
  void attemptsThatWereNotBilledCostNothing() {
    Failure overloaded = new Failure(Kind.OVERLOADED, 429, Duration.ZERO, false);
    openai.then(failed(overloaded), failed(overloaded));
    GuardOutcome outcome = guard().call(request("r1"));
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).failure()).isEqualTo(overloaded);
    assertThat(((Failed) outcome).attempts()).isEqualTo(2);
    assertThat(spent()).isZero();
  }

  @Test
  void anotherAttemptForWhichThereIsNoMoneyIsNotMade() {
    budgets = budgets(Mode.HARD, NanoMoney.ofNanos(USD, bound() + 1).decimal(9).toPlainString());
    openai.then(failed(LOST), HELLO);
    GuardOutcome outcome = guard().call(request("r1"));
    assertThat(((Failed) outcome).attempts()).isEqualTo(1);
    assertThat(openai.calls()).hasSize(1);
    assertThat(spent()).isEqualTo(bound());
  }

  @Test
  void whoeverStandsInIsChargedUnderItsOwnName() {
    openai.then(failed(LOST), failed(Failure.notSent()));
    anthropic.then(HELLO);
    Answered answered = (Answered) guard().call(request("r1", MINI, HAIKU));
    assertThat(answered.target()).isEqualTo(HAIKU);
    long haiku = 11 * 250 + 2 * 1_250;
    assertThat(of("openai").spent().nanos()).isEqualTo(bound());
    assertThat(of("anthropic").spent().nanos()).isEqualTo(haiku);
    assertThat(spent()).isEqualTo(bound() + haiku);
  }

  @Nested
  class Repeating {
    @Test
    void aCallThatIsUnderWayIsNotMadeTwice() {
      CostGuard guard = guard();
      CompletableFuture<GuardOutcome> one = guard.callAsync(request("r1"));
      CompletableFuture<GuardOutcome> two = guard.callAsync(request("r1"));
      assertThat(openai.calls()).hasSize(1);
      openai.calls().get(0).answer(HELLO);
      assertThat(one.join()).isEqualTo(two.join());
      assertThat(spent()).isEqualTo(HELLO_NANOS);
    }

    @Test
    void aCallThatIsOverIsNotMadeAgain() {
      openai.then(HELLO);
      CostGuard guard = guard();
      guard.call(request("r1"));
      assertThat(guard.call(request("r1")))
          .isEqualTo(new OverBudget(new SpendDecision.AlreadyClosed("r1")));
      assertThat(openai.calls()).hasSize(1);
    }

    @Test
    void anIdStandsForOneCallOnly() {
      CostGuard guard = guard();
      assertThat(guard.callAsync(request("r1"))).isNotDone();
      assertThatThrownBy(() -> guard.callAsync(request("r1", HAIKU)))
          .hasMessageContaining("another call");
    }

    @Test
    void twoNodesThatMakeOneCallAreChargedForBoth() {
      CompletableFuture<GuardOutcome> here = guard().callAsync(request("r1"));
      CompletableFuture<GuardOutcome> there = guard().callAsync(request("r1"));
      openai.calls().forEach(call -> call.answer(HELLO));
      assertThat(((Answered) here.join()).cost().breached()).isFalse();
      assertThat(((Answered) there.join()).cost().breached()).isTrue();
      assertThat(spent()).isEqualTo(2 * HELLO_NANOS);
    }
  }

  @Nested
  class Limiting {
    @Test
    void aCompanyMakes100CallsAMinute() {
      CostGuard guard = guard().limitedBy(CallLimits.standard(1_000, Ticker.following(time)));
      for (int call = 0; call < 100; call++) {
        openai.then(HELLO);
        assertThat(guard.call(request("r" + call))).isInstanceOf(Answered.class);
      }
      GuardOutcome outcome = guard.call(request("r100"));
      assertThat(outcome).isInstanceOf(Limited.class);
      Admission.Refused refused = (Admission.Refused) ((Limited) outcome).admission();
      assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
      assertThat(openai.calls()).hasSize(100);
      assertThat(spent()).isEqualTo(100 * HELLO_NANOS);
      assertThat(guard.stats().limited()).isEqualTo(1);
    }

    @Test
    void aKeyMakes60CallsAMinuteAnd100AnHour() {
      CostGuard guard = guard().limitedBy(CallLimits.standard(1_000, Ticker.following(time)));
      int made = 0;
      for (int call = 0; call < 150; call++) {
        openai.then(HELLO);
        time.advance(call == 75 ? Duration.ofMinutes(1) : Duration.ZERO);
        GuardRequest request =
            GuardRequest.of("k" + call, COMPANY.with(Dimension.KEY, "key-1"), CALL, MINI);
        made += guard.call(request) instanceof Answered ? 1 : 0;
        assertThat(made).isLessThanOrEqualTo(call < 75 ? 60 : 100);
      }
      assertThat(made).isEqualTo(100);
    }

    @Test
    void anAnswerThatIsKnownCountsAgainstTheLimitsAllTheSame() {
      CostGuard guard =
          guard().limitedBy(CallLimits.standard(1_000, Ticker.following(time))).caching(cache());
      openai.then(HELLO);
      for (int call = 0; call < 100; call++) {
        guard.call(request("r" + call));
      }
      assertThat(guard.call(request("r100"))).isInstanceOf(Limited.class);
      assertThat(openai.calls()).hasSize(1);
    }
  }

  private ReplyCache cache() {
    return ReplyCache.of(1 << 20, Duration.ofHours(1), Ticker.following(time));
  }

  @Nested
  class Caching {
    @Test
    void anAnswerThatIsKnownCostsNothingAndSaysWhatItSaved() {
      CostGuard guard = guard().caching(cache());
      openai.then(HELLO);
      guard.call(request("r1"));
      Answered known = (Answered) guard.call(request("r2"));
      assertThat(known.source()).isEqualTo(Source.CACHE);
      assertThat(known.reply().text()).isEqualTo("Hello!");
      assertThat(known.cost().charged().nanos()).isZero();
      assertThat(known.cost().saved().nanos()).isEqualTo(HELLO_NANOS);
      assertThat(spent()).isEqualTo(HELLO_NANOS);
      assertThat(guard.stats().savedNanos()).isEqualTo(HELLO_NANOS);
      assertThat(budgets.reservation("r2")).isEmpty();
    }

    @Test
    void anotherTenantPaysForItsOwnAnswer() {
      CostGuard guard = guard().caching(cache());
      openai.then(HELLO, answered("Other", 11, 2));
      guard.call(request("r1"));
      Answered other =
          (Answered) guard.call(GuardRequest.of("r2", SpendTags.tenant("company-124"), CALL, MINI));
      assertThat(other.source()).isEqualTo(Source.PROVIDER);
      assertThat(other.reply().text()).isEqualTo("Other");
    }

    @Test
    void callsThatComeTogetherAreMadeOnce() {
      CostGuard guard = guard().caching(cache());
      List<CompletableFuture<GuardOutcome>> all = new ArrayList<>();
      for (int call = 0; call < 20; call++) {
        all.add(guard.callAsync(request("r" + call)));
      }
      assertThat(openai.calls()).hasSize(1);
      openai.calls().get(0).answer(HELLO);
      assertThat(all).allMatch(one -> one.join() instanceof Answered);
      assertThat(spent()).isEqualTo(HELLO_NANOS);
    }

    @Test
    void whoWaitedForACallThatFailedMakesItsOwn() {
      CostGuard guard = guard().caching(cache());
      CompletableFuture<GuardOutcome> first = guard.callAsync(request("r1"));
      CompletableFuture<GuardOutcome> second = guard.callAsync(request("r2"));
      openai.calls().get(0).answer(failed(new Failure(Kind.REFUSED, 400, Duration.ZERO, false)));
      assertThat(first.join()).isInstanceOf(Failed.class);
      assertThat(openai.calls()).hasSize(2);
      openai.calls().get(1).answer(HELLO);
      assertThat(((Answered) second.join()).source()).isEqualTo(Source.PROVIDER);
    }

    @Test
    void anAnswerThatMustBeFreshIsNeitherTakenNorKept() {
      CostGuard guard = guard().caching(cache());
      openai.then(HELLO, HELLO, HELLO);
      guard.call(request("r1").fresh());
      guard.call(request("r2"));
      guard.call(request("r3").fresh());
      assertThat(openai.calls()).hasSize(3);
    }

    @Test
    void anAnswerOfWhoStoodInIsNotKeptUnderTheNameOfTheFirst() {
      CostGuard guard = guard().caching(cache());
      openai.then(failed(Failure.notSent()), failed(Failure.notSent()), HELLO);
      anthropic.then(answered("Stand-in", 11, 2));
      guard.call(request("r1", MINI, HAIKU));
      Answered second = (Answered) guard.call(request("r2", MINI, HAIKU));
      assertThat(second.reply().text()).isEqualTo("Hello!");
    }

    @Test
    void anIndexThatMixesUpTenantsIsNotBelieved() {
      List<CachedReply> put = new ArrayList<>();
      SemanticCache careless =
          new SemanticCache() {
            @Override
            public Optional<CachedReply> find(String tenant, Target target, ModelCall call) {
              return put.stream().findFirst();
            }

            @Override
            public void put(ModelCall call, CachedReply reply) {
              put.add(reply);
            }
          };
      CostGuard guard = guard().caching(cache()).caching(careless);
      openai.then(HELLO, answered("Own", 11, 2));
      guard.call(request("r1"));
      ModelCall similar = ModelCall.of(200, Message.user("Please classify this."));
      Answered own = (Answered) guard.call(GuardRequest.of("r2", COMPANY, similar, MINI));
      assertThat(own.source()).isEqualTo(Source.SEMANTIC_CACHE);
      Answered other =
          (Answered) guard.call(GuardRequest.of("r3", SpendTags.tenant("rival"), similar, MINI));
      assertThat(other.source()).isEqualTo(Source.PROVIDER);
    }
  }

  @Nested
  class Streaming {
    private static final String FIRST =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n";
    private static final String REST =
        """
        data: {"choices":[{"delta":{"content":"lo!"},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":2}}

        data: [DONE]

        """;

    private final ScriptedServer server = new ScriptedServer();
    private final CountDownLatch firstCame = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void closeServer() {
      server.close();
    }

    private CostGuard overHttp() {
      return guard(
          List.of(
              OpenAiProvider.at("openai", server.base(), () -> "", HttpClient.newHttpClient())));
    }

    @Test
    void aClientThatGoesAwayIsSettledAllTheSame() throws Exception {
      server.then(ScriptedServer.inTwo(FIRST.getBytes(UTF_8), go, REST.getBytes(UTF_8)));
      StringBuilder seen = new StringBuilder();
      CostGuard guard = overHttp().caching(cache());
      GuardedStream stream =
          guard.stream(
              request("r1"),
              (text, bytes) -> {
                seen.append(text);
                firstCame.countDown();
              });
      assertThat(firstCame.await(30, TimeUnit.SECONDS)).isTrue();
      stream.leave();
      stream.outcome().cancel(true);
      go.countDown();
      Answered answered = (Answered) stream.outcome().join();
      assertThat(seen).hasToString("Hel");
      assertThat(answered.cost().charged().nanos()).isEqualTo(HELLO_NANOS);
      assertThat(spent()).isEqualTo(HELLO_NANOS);
      Answered next = (Answered) guard.call(request("r2"));
      assertThat(next.source()).as("and the next one has it").isEqualTo(Source.CACHE);
      assertThat(next.reply().text()).isEqualTo("Hello!");
    }

    @Test
    void aSinkThatThrowsHasLeft() {
      server.then(ScriptedServer.inTwo(FIRST.getBytes(UTF_8), go, REST.getBytes(UTF_8)));
      go.countDown();
      GuardedStream stream =
          overHttp().stream(
              request("r1"),
              (text, bytes) -> {
                throw new IllegalStateException("the connection is closed");
              });
      assertThat(stream.outcome().join()).isInstanceOf(Answered.class);
      assertThat(spent()).isEqualTo(HELLO_NANOS);
    }

    @Test
    void stoppingTheProviderCostsAllThatWasHeld() {
      server.then(server.endless(FIRST.getBytes(UTF_8)));
      GuardedStream stream =
          overHttp().stream(request("r1"), (text, bytes) -> firstCame.countDown());
      assertThat(await(firstCame)).isTrue();
      stream.stop();
      GuardOutcome outcome = stream.outcome().join();
      assertThat(((Failed) outcome).failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(server.clientHungUp()).isTrue();
      assertThat(spent()).isEqualTo(bound());
    }

    @Test
    void anAnswerThatIsKnownComesAsOnePiece() {
      openai.then(HELLO);
      CostGuard guard = guard().caching(cache());
      guard.call(request("r1"));
      List<String> pieces = new ArrayList<>();
      guard.stream(request("r2"), (text, bytes) -> pieces.add(text)).outcome().join();
      assertThat(pieces).containsExactly("Hello!");
    }

    private boolean await(CountDownLatch latch) {
      try {
        return latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Nested
  class FailingStores {
    @Test
    void withoutTheStoreNothingIsSent() {
      store.down = true;
      assertThatThrownBy(() -> guard().call(request("r1"))).hasMessageContaining("store");
      assertThat(openai.calls()).isEmpty();
    }

    @Test
    void aSettlementThatCannotBeWrittenWaitsAndIsWrittenOnce() {
      CostGuard guard = guard();
      CompletableFuture<GuardOutcome> outcome = guard.callAsync(request("r1"));
      store.down = true;
      openai.calls().get(0).answer(HELLO);
      Answered answered = (Answered) outcome.join();
      assertThat(answered.cost().recorded()).isFalse();
      assertThat(guard.settlePending()).isEqualTo(1);
      store.down = false;
      assertThat(guard.settlePending()).isZero();
      assertThat(guard.settlePending()).isZero();
      assertThat(spent()).isEqualTo(HELLO_NANOS);
    }

    @Test
    void aListenerThatFailsChangesNothing() {
      openai.then(HELLO);
      CostGuard guard =
          guard()
              .telling(
                  event -> {
                    throw new IllegalStateException("the listener's own");
                  });
      assertThat(guard.call(request("r1"))).isInstanceOf(Answered.class);
      assertThat(spent()).isEqualTo(HELLO_NANOS);
    }
  }
}
