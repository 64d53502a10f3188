package dev.factory.cost.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.limit.Ticker;
import dev.factory.core.testing.SettableTime;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyCacheTest {
  private static final Target MINI = Target.of("openai", "gpt-4o-mini");
  private static final CacheKey KEY = key("What is 6 x 7?");

  private final SettableTime time = SettableTime.at("2026-01-31T23:59:59Z");
  private final ReplyCache cache =
      ReplyCache.of(10_000, Duration.ofMinutes(10), Ticker.following(time));

  private static CacheKey key(String question) {
    return CacheKey.of("acme", MINI, ModelCall.of(50, Message.user(question)));
  }

  private static CachedReply reply(String tenant, String text) {
    return new CachedReply(tenant, MINI, new ModelReply(text, "stop", "", ""), Usage.of(9, 1));
  }

  @Test
  void theKeyOfACallNeverChanges() {
    assertThat(KEY.digest())
        .isEqualTo("5f7d2cf0a698d77181faa0b076f42c478307c3f8646985698576513951614b07");
  }

  @Test
  void anAnswerIsGivenAgainUntilItIsTooOld() {
    ((Lead) cache.lookUp(KEY)).found(reply("acme", "42"));
    assertThat(cache.lookUp(KEY)).isEqualTo(new Lookup.Hit(reply("acme", "42")));
    time.advance(Duration.ofMinutes(10));
    assertThat(cache.lookUp(KEY)).isInstanceOf(Lead.class);
  }

  @Test
  void whoAsksMeanwhileGetsTheSameAnswer() {
    Lead lead = (Lead) cache.lookUp(KEY);
    Lookup.Follow follow = (Lookup.Follow) cache.lookUp(KEY);
    assertThat(follow.reply()).isNotDone();
    lead.found(reply("acme", "42"));
    lead.gaveUp(); // the first word counts
    assertThat(follow.reply().join()).contains(reply("acme", "42"));
  }

  @Test
  void whoAskedMeanwhileAsksAgainIfTheCallCameToNothing() {
    Lead lead = (Lead) cache.lookUp(KEY);
    Lookup.Follow follow = (Lookup.Follow) cache.lookUp(KEY);
    lead.gaveUp();
    assertThat(follow.reply().join()).isEmpty();
    assertThat(cache.lookUp(KEY)).isInstanceOf(Lead.class);
  }

  @Test
  void anAnswerThatIsSharedIsNotKept() {
    Lead lead = (Lead) cache.lookUp(KEY);
    Lookup.Follow follow = (Lookup.Follow) cache.lookUp(KEY);
    lead.shared(reply("acme", "about 42"));
    assertThat(follow.reply().join()).contains(reply("acme", "about 42"));
    assertThat(cache.lookUp(KEY)).isInstanceOf(Lead.class);
  }

  @Test
  void anotherTenantsAnswerIsRefused() {
    Lead lead = (Lead) cache.lookUp(KEY);
    assertThatThrownBy(() -> lead.found(reply("rival", "42"))).hasMessageContaining("tenant");
    assertThat(cache.lookUp(KEY)).isInstanceOf(Lookup.Follow.class);
  }

  @Test
  void moreThanTheMemoryHoldsIsForgotten() {
    String large = "x".repeat(2_000);
    for (int question = 0; question < 20; question++) {
      ((Lead) cache.lookUp(key("question " + question))).found(reply("acme", large));
    }
    int kept = 0;
    for (int question = 0; question < 20; question++) {
      Lookup found = cache.lookUp(key("question " + question));
      kept += found instanceof Lookup.Hit ? 1 : 0;
    }
    assertThat(kept).isBetween(1, 2);
    assertThat(cache.stats().evicted()).isGreaterThanOrEqualTo(18);
    cache.invalidateAll();
    assertThat(cache.lookUp(key("question x"))).isInstanceOf(Lead.class);
  }
}
