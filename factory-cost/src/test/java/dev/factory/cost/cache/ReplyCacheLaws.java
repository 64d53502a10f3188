package dev.factory.cost.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.limit.Ticker;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplyCacheLaws {

  /** A question of somebody. */
  record Question(String tenant, Target target, ModelCall call) {}

  /** Short texts that run into each other if they are only strung together. */
  @Provide
  Arbitrary<List<Question>> questions() {
    Arbitrary<String> text = Arbitraries.strings().withChars("ab\"[],:{}").ofMaxLength(3);
    Arbitrary<Message> message =
        Combinators.combine(Arbitraries.of("user", "system"), text).as(Message::new);
    Arbitrary<ModelCall> call =
        Combinators.combine(
                message.list().ofMinSize(1).ofMaxSize(2),
                Arbitraries.longs().between(1, 2),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of("{}", "{\"a\":1}"))
            .as(ModelCall::new);
    Arbitrary<Target> target =
        Combinators.combine(Arbitraries.of("p", "q"), Arbitraries.of("m", "n")).as(Target::of);
    return Combinators.combine(Arbitraries.of("a", "b", "ab"), target, call)
        .as(Question::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void aHitNeverCrossesTenantsAndAlwaysAnswersTheVeryQuestion(
      @ForAll("questions") List<Question> questions) {
    ReplyCache cache = ReplyCache.of(1 << 20, Duration.ofHours(1), Ticker.system());
    for (Question question : questions) {
      CacheKey key = CacheKey.of(question.tenant(), question.target(), question.call());
      Lookup found = cache.lookUp(key);
      if (found instanceof Lookup.Hit hit) {
        assertThat(hit.reply().tenant()).isEqualTo(question.tenant());
        assertThat(hit.reply().reply().text()).isEqualTo(textOf(question));
      } else {
        ModelReply reply = new ModelReply(textOf(question), "stop", "", "");
        ((Lead) found)
            .found(new CachedReply(question.tenant(), question.target(), reply, Usage.NONE));
      }
    }
  }

  @Property
  void keysDifferWhereverQuestionsDo(@ForAll("questions") List<Question> questions) {
    Map<CacheKey, Set<String>> byKey = new HashMap<>();
    for (Question question : questions) {
      byKey
          .computeIfAbsent(
              CacheKey.of(question.tenant(), question.target(), question.call()),
              any -> new HashSet<>())
          .add(textOf(question));
    }
    assertThat(byKey.values()).allMatch(texts -> texts.size() == 1);
  }

  /** All of a question, unmistakably. */
  private static String textOf(Question question) {
    StringBuilder text = new StringBuilder(question.tenant() + "|" + question.target());
    for (Message message : question.call().messages()) {
      text.append('|').append(message.role()).append(message.text().length()).append('|');
      text.append(message.text());
    }
    return text.append('|')
        .append(question.call().maxOutput())
        .append('|')
        .append(question.call().answers())
        .append('|')
        .append(question.call().options())
        .toString();
  }
}
