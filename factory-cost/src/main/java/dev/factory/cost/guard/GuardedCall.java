package dev.factory.cost.guard;

import dev.factory.core.limit.Admission;
import dev.factory.core.limit.Ask;
import dev.factory.core.limit.Limits;
import dev.factory.core.limit.Permit;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.cache.CacheKey;
import dev.factory.cost.cache.CachedReply;
import dev.factory.cost.cache.Lead;
import dev.factory.cost.cache.Lookup;
import dev.factory.cost.cache.ReplyCache;
import dev.factory.cost.cache.SemanticCache;
import dev.factory.cost.guard.GuardOutcome.Source;
import dev.factory.cost.guard.GuardRequest.Reuse;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.UnknownPriceException;
import dev.factory.cost.provider.Attempts;
import dev.factory.cost.provider.GatewayCall;
import dev.factory.cost.provider.GatewayResult;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.ProviderOutcome;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the stages. It ends when the provider's part ends, whether or not
 * anybody still waits for it.
 */
final class GuardedCall implements Attempts {
  private final GuardParts parts;
  private final Unsettled unsettled;
  private final GuardRequest request;
  private final String tenant;
  private final @Nullable LeavableSink sink;
  private final Consumer<GuardedCall> over;
  private final Consumer<GuardOutcome> teller;
  private final CompletableFuture<GuardOutcome> result = new CompletableFuture<>();
  private final List<TargetSpend> spends = new ArrayList<>(1);
  private final List<SpendDecision.Exhausted> exceeded = new ArrayList<>(0);
  private @Nullable Lead lead;
  private @Nullable SpendDecision refusal;
  private volatile @Nullable GatewayCall sent;
  private volatile boolean stopped;

  GuardedCall(
      GuardParts parts,
      Unsettled unsettled,
      GuardRequest request,
      String tenant,
      @Nullable LeavableSink sink,
      Consumer<GuardedCall> over,
      Consumer<GuardOutcome> teller) {
    this.parts = parts;
    this.unsettled = unsettled;
    this.request = request;
    this.tenant = tenant;
    this.sink = sink;
    this.over = over;
    this.teller = teller;
  }

  GuardRequest request() {
    return request;
  }

  CompletableFuture<GuardOutcome> result() {
    return result;
  }

  void begin() {
    try {
      List<Ask> asks = parts.limits().of(request.tags());
      Admission admission = asks.isEmpty() ? null : Limits.tryAcquire(asks);
      if (admission == null || admission instanceof Permit) {
        lookUp();
      } else {
        finish(new GuardOutcome.Limited(admission));
      }
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  void stop() {
    stopped = true;
    GatewayCall running = sent;
    if (running != null) {
      running.cancel();
    }
  }

  private void lookUp() {
    ReplyCache cache = parts.cache();
    if (cache == null || request.reuse() == Reuse.FRESH) {
      send();
      return;
    }
    Lookup found = cache.lookUp(CacheKey.of(tenant, request.targets().get(0), request.call()));
    if (found instanceof Lookup.Hit hit) {
      known(hit.reply(), Source.CACHE);
    } else if (found instanceof Lookup.Follow follow) {
      CompletableFuture<Void> unused =
          follow.reply().thenAccept(this::followed).exceptionally(this::fail);
    } else {
      lead = (Lead) found;
      lookUpMeaning();
    }
  }

  private void followed(Optional<CachedReply> answer) {
    if (answer.isPresent()) {
      known(answer.get(), Source.CACHE);
    } else {
      lookUp();
    }
  }

  private void lookUpMeaning() {
    SemanticCache semantic = parts.semantic();
    Optional<CachedReply> answer =
        semantic == null
            ? Optional.empty()
            : semantic
                .find(tenant, request.targets().get(0), request.call())
                .filter(reply -> reply.tenant().equals(tenant));
    if (answer.isPresent()) {
      known(answer.get(), Source.SEMANTIC_CACHE);
    } else {
      send();
    }
  }

  private void known(CachedReply answer, Source source) {
    ModelReply reply = answer.reply();
    if (sink != null) {
      sink.whole(reply.text());
    }
    NanoMoney saved = priceOf(answer);
    NanoMoney nothing = NanoMoney.zero(saved.currency());
    finish(
        new GuardOutcome.Answered(
            reply,
            answer.usage(),
            answer.target(),
            source,
            new GuardOutcome.Cost(nothing, saved, false, true),
            List.of()));
  }

  private NanoMoney priceOf(CachedReply answer) {
    try {
      if (parts.prices().priceAt(parts.time().instant(), answer.target().price())
          instanceof Quote quote) {
        return quote.cost(answer.usage()).halfEven();
      }
    } catch (UnknownPriceException noPriceAnyMore) {
      // an answer without a price saves nothing that could be said
    }
    return NanoMoney.zero(parts.prices().currency());
  }

  private void send() {
    LeavableSink taker = sink;
    GatewayCall running =
        taker == null
            ? parts.gateway().call(request.targets(), request.call(), this)
            : parts.gateway().stream(request.targets(), request.call(), taker, this);
    sent = running;
    if (stopped) {
      running.cancel();
    }
    CompletableFuture<GatewayResult> unused =
        running
            .result()
            .whenComplete(
                (came, problem) -> {
                  if (problem == null) {
                    conclude(came);
                  } else {
                    fail(problem);
                  }
                });
  }

  @Override
  public boolean mayTry(Target target, int number) {
    TargetSpend spend = last();
    if (spend == null || !spend.target().equals(target)) {
      if (spend != null) {
        spend.close();
      }
      String id = request.id() + (spends.isEmpty() ? "" : "~" + spends.size());
      spend = new TargetSpend(parts, unsettled, id, request.tags(), target, request.call());
      spends.add(spend);
    }
    SpendDecision decision = spend.reserve();
    if (decision instanceof SpendDecision.Granted granted) {
      exceeded.addAll(granted.exceeded());
      return true;
    }
    if (refusal == null) {
      refusal = decision;
    }
    return false;
  }

  @Override
  public void came(Target target, int number, ProviderOutcome outcome) {
    TargetSpend spend = last();
    if (spend != null) {
      spend.came(outcome, number);
    }
  }

  private @Nullable TargetSpend last() {
    return spends.isEmpty() ? null : spends.get(spends.size() - 1);
  }

  private void conclude(GatewayResult came) {
    try {
      spends.forEach(TargetSpend::close);
      SpendDecision refused = refusal;
      if (came.outcome() instanceof ProviderOutcome.Answered answered) {
        keep(came.target(), answered);
        finish(answered(came.target(), answered.reply(), answered.usage()));
      } else if (came.outcome() instanceof ProviderOutcome.Unmetered unmetered) {
        finish(answered(came.target(), unmetered.reply(), Usage.NONE));
      } else if (came.attempts() == 0 && refused != null) {
        finish(new GuardOutcome.OverBudget(refused));
      } else {
        ProviderOutcome.Failed failed = (ProviderOutcome.Failed) came.outcome();
        finish(new GuardOutcome.Failed(came.target(), failed.failure(), came.attempts(), cost()));
      }
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  private GuardOutcome answered(Target target, ModelReply reply, Usage usage) {
    return new GuardOutcome.Answered(reply, usage, target, Source.PROVIDER, cost(), exceeded);
  }

  private GuardOutcome.Cost cost() {
    long charged = spends.stream().mapToLong(TargetSpend::chargedNanos).sum();
    var currency = parts.prices().currency();
    return new GuardOutcome.Cost(
        new NanoMoney(currency, charged),
        NanoMoney.zero(currency),
        spends.stream().anyMatch(TargetSpend::isBreached),
        spends.stream().allMatch(TargetSpend::isRecorded));
  }

  private void keep(Target target, ProviderOutcome.Answered answered) {
    Lead own = lead;
    if (own == null) {
      return;
    }
    CachedReply reply = new CachedReply(tenant, target, answered.reply(), answered.usage());
    if (!answered.reply().isWhole()) {
      own.gaveUp(); // cut short for this caller; another may wait for more
      return;
    }
    if (target.equals(request.targets().get(0))) {
      own.found(reply);
    } else {
      own.shared(reply);
    }
    SemanticCache semantic = parts.semantic();
    if (semantic != null) {
      semantic.put(request.call(), reply);
    }
  }

  private void finish(GuardOutcome outcome) {
    letGo();
    over.accept(this);
    teller.accept(outcome);
    result.complete(outcome);
  }

  /** Nothing that was held stays held for a failure of the host's parts. */
  private @Nullable Void fail(Throwable problem) {
    try {
      spends.forEach(TargetSpend::close);
    } finally {
      letGo();
      over.accept(this);
      result.completeExceptionally(problem);
    }
    return null;
  }

  private void letGo() {
    Lead own = lead;
    if (own != null) {
      own.gaveUp();
    }
  }
}
