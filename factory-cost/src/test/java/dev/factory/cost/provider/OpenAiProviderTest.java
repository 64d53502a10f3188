package dev.factory.cost.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.cost.provider.Failure.Kind;
import dev.factory.cost.provider.ProviderOutcome.Answered;
import dev.factory.cost.provider.ProviderOutcome.Failed;
import dev.factory.cost.provider.ProviderOutcome.Unmetered;
import dev.factory.cost.testkit.ScriptedServer;
import dev.factory.cost.usage.Usage;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiProviderTest {
  private static final ModelCall CALL =
      new ModelCall(
          List.of(Message.system("Be brief."), Message.user("Grüße?")),
          50,
          1,
          "{\"temperature\":0}");

  private static final String WHOLE =
      """
      {"model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"finish_reason":"stop",
      "message":{"role":"assistant","content":"Grüße!"}}],
      "usage":{"prompt_tokens":19,"completion_tokens":3,"total_tokens":22}}""";

  private static final String STREAM =
      """
      : a comment

      data: {"model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"model":"m-1","choices":[{"index":0,"delta":{"content":"Grü"}}]}

      data: {"model":"m-1","choices":[{"index":0,"delta":{"content":"ße!","reasoning_content":"hm"}}]}

      data: {"model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"model":"m-1","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":3}}

      data: [DONE]

      """;

  private final ScriptedServer server = new ScriptedServer();
  private final OpenAiProvider provider =
      OpenAiProvider.at("openai", server.base(), () -> "", HttpClient.newHttpClient())
          .within(Duration.ofSeconds(30));
  private final StringBuilder pieces = new StringBuilder();
  private long bytes;

  @AfterEach
  void close() {
    server.close();
  }

  private ProviderOutcome call() {
    return provider.call("gpt-4o-mini", CALL).outcome().join();
  }

  private ProviderOutcome stream() {
    pieces.setLength(0);
    return provider.stream("gpt-4o-mini", CALL, this::take).outcome().join();
  }

  private void take(String text, long more) {
    pieces.append(text);
    bytes += more;
  }

  private static Failure failure(ProviderOutcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).failure();
  }

  @Test
  void itAsksInTheWordsOfTheApi() {
    server.then(ScriptedServer.json(200, WHOLE)).then(ScriptedServer.json(200, STREAM));
    call();
    stream();
    assertThat(server.bodies())
        .containsExactly(
            "{\"temperature\":0,\"model\":\"gpt-4o-mini\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Grüße?\"}],\"max_tokens\":50}",
            "{\"temperature\":0,\"model\":\"gpt-4o-mini\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Grüße?\"}],\"max_tokens\":50,"
                + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
  }

  @Test
  void aWholeAnswerComesWithItsUsage() {
    server.then(ScriptedServer.json(200, WHOLE));
    assertThat(call())
        .isEqualTo(
            new Answered(
                new ModelReply("Grüße!", "stop", "gpt-4o-mini-2024-07-18", WHOLE),
                Usage.of(19, 3)));
  }

  @Test
  void aStreamComesInPiecesAndItsUsageAtTheEnd() {
    server.then(ScriptedServer.endedAfter(STREAM.getBytes(UTF_8), STREAM.getBytes(UTF_8).length));
    assertThat(stream())
        .isEqualTo(new Answered(new ModelReply("Grüße!", "stop", "m-1", ""), Usage.of(19, 3)));
    assertThat(pieces).hasToString("Grüße!");
    assertThat(bytes).as("the text, reasoning and the role").isEqualTo(8 + 2 + 9);
  }

  @Test
  void aStreamThatLosesItsConnectionAtAnyByteIsNeverTakenForWhole() {
    byte[] whole = STREAM.getBytes(UTF_8);
    int done = STREAM.indexOf("[DONE]") + 8 + 2; // two letters take two bytes
    for (int cut = 0; cut < whole.length; cut += 3) {
      server.then(ScriptedServer.lostAfter(whole, cut));
      ProviderOutcome outcome = stream();
      if (cut < done) {
        assertThat(failure(outcome)).as("cut at %s", cut).isEqualTo(Failure.sent(Kind.CUT));
      } else {
        assertThat(outcome).as("cut at %s", cut).isInstanceOf(Answered.class);
      }
      assertThat("Grüße!").startsWith(pieces);
    }
  }

  @Test
  void aStreamThatEndsAtAnyByteNeverMakesUpItsUsage() {
    byte[] whole = STREAM.getBytes(UTF_8);
    int finished = STREAM.indexOf("\"stop\"");
    int counted = STREAM.indexOf("data: [DONE]");
    for (int cut = 0; cut <= whole.length; cut += 3) {
      server.then(ScriptedServer.endedAfter(whole, cut));
      ProviderOutcome outcome = stream();
      if (outcome instanceof Answered answered) {
        assertThat(answered.usage()).isEqualTo(Usage.of(19, 3));
        assertThat(cut).isGreaterThanOrEqualTo(counted);
      } else if (outcome instanceof Unmetered unmetered) {
        assertThat(unmetered.code()).isEqualTo("cost.usage-missing");
        assertThat(cut).isGreaterThan(finished);
      } else {
        assertThat(failure(outcome).mayBeBilled()).isTrue();
      }
    }
  }

  @Test
  void aProviderWithoutRoomSaysHowLongToWaitAndBillsNothing() {
    server
        .then(ScriptedServer.refusal(429, "Retry-After", "7"))
        .then(ScriptedServer.refusal(429, "retry-after-ms", "350"))
        .then(ScriptedServer.refusal(503, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"));
    assertThat(failure(call()))
        .isEqualTo(new Failure(Kind.OVERLOADED, 429, Duration.ofSeconds(7), false));
    assertThat(failure(call()).retryAfter()).isEqualTo(Duration.ofMillis(350));
    assertThat(failure(stream()))
        .isEqualTo(new Failure(Kind.OVERLOADED, 503, Duration.ZERO, false));
  }

  @Test
  void aFailureOfTheProviderMayBeBilledAndAMistakeOfTheCallerIsNot() {
    server
        .then(ScriptedServer.json(500, "{\"error\":{}}"))
        .then(ScriptedServer.json(400, "{\"error\":{}}"))
        .then(ScriptedServer.json(401, ""));
    assertThat(failure(call())).isEqualTo(new Failure(Kind.BROKEN, 500, Duration.ZERO, true));
    assertThat(failure(call())).isEqualTo(new Failure(Kind.REFUSED, 400, Duration.ZERO, false));
    assertThat(failure(call()).isWorthAnotherTry()).isFalse();
  }

  @Test
  void whatIsNoAnswerIsSaidToBeNone() {
    byte[] notText = "data: \u0000x\n\n".getBytes(UTF_8);
    notText[6] = (byte) 0xff;
    server
        .then(ScriptedServer.json(200, "<html>busy</html>"))
        .then(ScriptedServer.json(200, "{\"usage\":{}}"))
        .then(ScriptedServer.json(200, "data: {not json\n\n"))
        .then(ScriptedServer.endedAfter(notText, notText.length))
        .then(ScriptedServer.json(200, "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}"));
    assertThat(failure(call())).isEqualTo(Failure.sent(Kind.UNREADABLE));
    assertThat(failure(call())).isEqualTo(Failure.sent(Kind.UNREADABLE));
    assertThat(failure(stream())).isEqualTo(Failure.sent(Kind.UNREADABLE));
    assertThat(failure(stream())).isEqualTo(Failure.sent(Kind.UNREADABLE));
    assertThat(call()).isInstanceOf(Unmetered.class);
  }

  @Test
  void whatNeverLeftIsNotBilled() {
    URI nobody = URI.create("http://127.0.0.1:1/v1");
    OpenAiProvider none = OpenAiProvider.at("openai", nobody, () -> "", HttpClient.newHttpClient());
    assertThat(failure(none.call("gpt-4o", CALL).outcome().join())).isEqualTo(Failure.notSent());
  }

  @Test
  void aProviderThatIsTooSlowIsGivenUp() {
    server.then(server.silence()).then(server.endless("data: {}\n\n".getBytes(UTF_8)));
    OpenAiProvider hasty = provider.within(Duration.ofMillis(200));
    assertThat(failure(hasty.call("gpt-4o", CALL).outcome().join()))
        .isEqualTo(Failure.sent(Kind.TIMED_OUT));
    assertThat(failure(hasty.stream("gpt-4o", CALL, this::take).outcome().join()))
        .isEqualTo(Failure.sent(Kind.TIMED_OUT));
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void givingUpAStreamStopsTheProvider() {
    byte[] event = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n".getBytes(UTF_8);
    server.then(server.endless(event)).then(server.endless(event));
    ProviderCall[] running = new ProviderCall[1];
    CountDownLatch began = new CountDownLatch(1);
    running[0] = provider.stream("gpt-4o", CALL, (text, more) -> began.countDown());
    assertThat(await(began)).isTrue();
    running[0].cancel();
    assertThat(failure(running[0].outcome().join())).isEqualTo(Failure.sent(Kind.CANCELLED));
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void aSinkThatThrowsGivesTheCallUp() {
    server.then(
        server.endless(
            "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n".getBytes(UTF_8)));
    StreamSink broken =
        (text, more) -> {
          throw new IllegalStateException("the client is gone");
        };
    assertThat(failure(provider.stream("gpt-4o", CALL, broken).outcome().join()))
        .isEqualTo(Failure.sent(Kind.CANCELLED));
    assertThat(server.clientHungUp()).isTrue();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void optionsMayNotContradictTheCall() {
    assertThatThrownBy(() -> new ModelCall(CALL.messages(), 1, 1, "{\"max_tokens\":9}"))
        .hasMessageContaining("max_tokens");
    assertThatThrownBy(() -> new ModelCall(CALL.messages(), 0, 1, "{}"))
        .hasMessageContaining("one token");
    assertThat(CALL.toString()).doesNotContain("Be brief");
  }

  @Test
  void theBoundOfACallCountsTheBytesOfItsText() {
    assertThat(CALL.shape(Target.of("openai", "gpt-4o").price()).inputBytes())
        .isEqualTo("systemBe brief.userGrüße?{\"temperature\":0}".getBytes(UTF_8).length);
    assertThat(ModelCall.utf8Length("a\u00e9\u20ac\ud83d\ude00")).isEqualTo(1 + 2 + 3 + 4);
  }
}
