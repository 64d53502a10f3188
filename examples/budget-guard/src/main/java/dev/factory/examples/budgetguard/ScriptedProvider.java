package dev.factory.examples.budgetguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.factory.core.json.Json;
import dev.factory.cost.money.NanoMoney;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * A provider on this machine, over real HTTP, that answers by a script and keeps its own books: it
 * bills a call when it arrives, by its own arithmetic, and knows nothing of any budget.
 */
final class ScriptedProvider implements AutoCloseable {
  /** What the real one charges for the model: $2.50 and $10.00 for a million tokens. */
  private static final long NANOS_OF_INPUT = 2_500;

  private static final long NANOS_OF_OUTPUT = 10_000;
  private static final int BYTES_OF_A_TOKEN = 4;
  private static final long STRIDE = 7_919;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Duration latency;
  private final AtomicLong scripted = new AtomicLong();
  private final Map<Side, AtomicLong> bills = new EnumMap<>(Side.class);
  private final Map<Side, AtomicLong> calls = new EnumMap<>(Side.class);

  /**
   * Starts on a free port of this machine.
   *
   * @param latency how long an answer takes
   */
  ScriptedProvider(Duration latency) throws IOException {
    this.latency = latency;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (Side side : Side.values()) {
      bills.put(side, new AtomicLong());
      calls.put(side, new AtomicLong());
      server.createContext("/" + side.text() + "/", exchange -> receive(exchange, side));
    }
    server.setExecutor(threads);
    server.start();
  }

  /** {@return where it is called} */
  URI address() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort());
  }

  /** {@return what it wants to be paid} */
  NanoMoney bill(Side side) {
    return NanoMoney.ofNanos(Terms.USD, of(bills, side).get());
  }

  /** {@return how many calls it billed} */
  long calls(Side side) {
    return of(calls, side).get();
  }

  private static AtomicLong of(Map<Side, AtomicLong> counters, Side side) {
    return counters.getOrDefault(side, new AtomicLong());
  }

  private void receive(HttpExchange exchange, Side side) throws IOException {
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    String prompt = request.path("messages").path(0).path("content").asString();
    long input = prompt.getBytes(UTF_8).length / BYTES_OF_A_TOKEN;
    long most = request.path("max_tokens").asLong();
    long output = 1 + scripted.addAndGet(STRIDE) % most;
    of(calls, side).incrementAndGet();
    of(bills, side).addAndGet(input * NANOS_OF_INPUT + output * NANOS_OF_OUTPUT);
    CompletableFuture.delayedExecutor(latency.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(() -> answer(exchange, input, output));
  }

  private static void answer(HttpExchange exchange, long input, long output) {
    byte[] body =
        Json.mapper()
            .writeValueAsBytes(
                Map.of(
                    "object",
                    "chat.completion",
                    "usage",
                    Map.of(
                        "prompt_tokens", input,
                        "completion_tokens", output,
                        "total_tokens", input + output)));
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException gone) {
      // the caller went away; its call is billed all the same
      exchange.getResponseHeaders().clear();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
