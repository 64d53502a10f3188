package dev.factory.cost.provider;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Chat Completions of OpenAI and of the many servers compatible with it, over the JDK's HTTP
 * client.
 *
 * <p>Streams ask for their usage ({@code stream_options.include_usage}) and are whole only when it
 * came. A status of 400 to 499, 503 and 529 says that nothing was made and nothing is billed;
 * whatever else goes wrong after the call was sent may be billed.
 */
public final class OpenAiProvider implements Provider {
  private static final int OK = 200;
  private static final Duration USUAL_TIME = Duration.ofMinutes(10);

  private final String name;
  private final URI chat;
  private final Supplier<String> key;
  private final HttpClient http;
  private final Duration within;
  private final String limitMember;

  private OpenAiProvider(
      String name,
      URI chat,
      Supplier<String> key,
      HttpClient http,
      Duration within,
      String limitMember) {
    this.name = name;
    this.chat = chat;
    this.key = key;
    this.http = http;
    this.within = within;
    this.limitMember = limitMember;
  }

  /**
   * {@return a provider; calls last ten minutes at most}
   *
   * @param name under which it stands in the price book
   * @param base address of its API, up to and including {@code /v1}
   * @param key gives the API key, asked before each call; empty if the server wants none
   * @param http the host's client, with its connect timeout and its executor, on whose threads
   *     outcomes complete
   */
  public static OpenAiProvider at(String name, URI base, Supplier<String> key, HttpClient http) {
    URI chat = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
    return new OpenAiProvider(name, chat, key, http, USUAL_TIME, "max_tokens");
  }

  /** {@return the same with another time for a whole call, above zero} */
  public OpenAiProvider within(Duration most) {
    if (most.isNegative() || most.isZero()) {
      throw new IllegalArgumentException("a call gets a time above zero");
    }
    return new OpenAiProvider(name, chat, key, http, most, limitMember);
  }

  /**
   * {@return the same, but the limit on an answer is sent as {@code max_completion_tokens}, which
   * newer models of OpenAI want}
   */
  public OpenAiProvider withCompletionLimit() {
    return new OpenAiProvider(name, chat, key, http, within, "max_completion_tokens");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProviderCall call(String model, ModelCall call) {
    return send(OpenAiBody.of(model, call, limitMember, false), new WholeReply());
  }

  @Override
  public ProviderCall stream(String model, ModelCall call, StreamSink sink) {
    return send(OpenAiBody.of(model, call, limitMember, true), new StreamedReply(sink));
  }

  private ProviderCall send(byte[] body, ReplyReader reader) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chat)
            .header("Content-Type", "application/json")
            .timeout(within)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    String secret = key.get();
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    CompletableFuture<HttpResponse<ProviderOutcome>> exchange =
        http.sendAsync(
            request.build(),
            head ->
                HttpResponse.BodySubscribers.fromSubscriber(
                    head.statusCode() == OK ? reader : new ErrorReply(head), ReplyReader::whole));
    CompletableFuture<ProviderOutcome> result = exchange.thenApply(HttpResponse::body);
    CompletableFuture<Void> early =
        reader
            .endedEarly()
            .thenAccept(
                why -> {
                  result.complete(new ProviderOutcome.Failed(Failure.sent(why)));
                  exchange.cancel(true);
                });
    CompletableFuture<ProviderOutcome> outcome =
        result
            .orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
            .handle(
                (came, problem) -> {
                  if (problem == null) {
                    return came;
                  }
                  if (reader.isComplete()) {
                    return reader.whole(); // the connection was lost after the last event
                  }
                  reader.end(Failure.Kind.TIMED_OUT);
                  return new ProviderOutcome.Failed(failureOf(problem));
                });
    return new Exchange(outcome, reader, early);
  }

  /** What went wrong before or below the reply. */
  static Failure failureOf(Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return Failure.notSent();
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return Failure.sent(Failure.Kind.TIMED_OUT);
    }
    return Failure.sent(Failure.Kind.CUT);
  }

  /** Keeps what stops the exchange within reach. */
  private record Exchange(
      CompletableFuture<ProviderOutcome> result, ReplyReader reader, CompletableFuture<Void> early)
      implements ProviderCall {

    @Override
    public CompletableFuture<ProviderOutcome> outcome() {
      return result.copy();
    }

    @Override
    public void cancel() {
      reader.end(Failure.Kind.CANCELLED);
    }
  }
}
