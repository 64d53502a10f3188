package dev.factory.attribution.rail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.testing.SettableTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's transfers as its API reference describes them, on a port of this machine: create, list
 * by {@code transfer_group}, reverse. It keeps answers by {@code Idempotency-Key} for 24 hours,
 * server errors included, refuses a key with other parameters, and fails as scripted.
 */
final class StripeDouble implements AutoCloseable {
  private static final Duration KEYS_KEPT = Duration.ofHours(24);

  /** What happens to a request. */
  enum Fault {
    /** It is answered. */
    NONE,
    /** The connection ends before anything is done. */
    DROPPED_BEFORE,
    /** It is done, and the connection ends without an answer. */
    DROPPED_AFTER,
    /** It is done, and half of the answer comes. */
    CUT_SHORT,
    /** 500, and nothing is done. */
    ERROR_BEFORE,
    /** 500, though it is done. */
    ERROR_AFTER,
    /** 429. */
    RATE_LIMITED,
    /** 409: the same key is at work elsewhere. */
    CONFLICT,
    /** 401. */
    UNAUTHORIZED,
    /** It is done with an amount that is not what was asked. */
    OTHER_AMOUNT,
    /** 200 and something that is not JSON. */
    NONSENSE
  }

  private record Answer(int status, String body) {}

  private record Kept(String body, Answer answer, Instant until) {}

  private final HttpServer server;
  private final SettableTime time;
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Map<String, Kept> keys = new HashMap<>();
  private final List<Map<String, Object>> transfers = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  StripeDouble(SettableTime time) throws IOException {
    this.time = time;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/transfers", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized StripeDouble next(Fault... some) {
    faults.addAll(Arrays.asList(some));
    return this;
  }

  /** Forgets the faults that have not happened yet. */
  synchronized void calm() {
    faults.clear();
  }

  synchronized List<Map<String, Object>> transfers() {
    return List.copyOf(transfers);
  }

  /** {@return method, path, key and version of each request} */
  synchronized List<String> log() {
    return List.copyOf(log);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    log.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + key
            + " "
            + exchange.getRequestHeaders().getFirst("Stripe-Version"));
    if (fault == Fault.DROPPED_BEFORE) {
      exchange.close();
      return;
    }
    Answer answer = keyed(exchange, key, body, fault);
    if (fault == Fault.DROPPED_AFTER) {
      exchange.close();
      return;
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    int length = fault == Fault.CUT_SHORT ? bytes.length / 2 : bytes.length;
    exchange.getResponseBody().write(bytes, 0, length);
    exchange.close();
  }

  private Answer keyed(HttpExchange exchange, @Nullable String key, String body, Fault fault) {
    Instant now = time.instant();
    Kept kept = key == null ? null : keys.get(key);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.body().equals(body) ? kept.answer() : error(400, "idempotency_error");
    }
    Answer answer = answer(exchange, body, fault);
    boolean executed = answer.status() != 429 && answer.status() != 401 && answer.status() != 409;
    if (key != null && executed) {
      keys.put(key, new Kept(body, answer, now.plus(KEYS_KEPT)));
    }
    return answer;
  }

  private Answer answer(HttpExchange exchange, String body, Fault fault) {
    return switch (fault) {
      case ERROR_BEFORE -> error(500, "api_error");
      case RATE_LIMITED -> error(429, "rate_limit");
      case CONFLICT -> error(409, "idempotency_error");
      case UNAUTHORIZED -> error(401, "authentication_error");
      case ERROR_AFTER -> {
        Answer lost = done(exchange, body, fault);
        yield error(lost.status() == 200 ? 500 : lost.status(), "api_error");
      }
      case NONSENSE -> new Answer(done(exchange, body, fault).status(), "<html>");
      default -> done(exchange, body, fault);
    };
  }

  private Answer done(HttpExchange exchange, String body, Fault fault) {
    if (!"Bearer sk_test_1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return error(401, "authentication_error");
    }
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("GET")) {
      return list(form(exchange.getRequestURI().getRawQuery()).get("transfer_group"));
    }
    return path.endsWith("/reversals") ? reverse(path, form(body)) : create(form(body), fault);
  }

  private Answer create(Map<String, String> form, Fault fault) {
    if (!String.valueOf(form.get("destination")).startsWith("acct_")) {
      return error(400, "invalid_request_error");
    }
    long amount = Long.parseLong(String.valueOf(form.get("amount")));
    Map<String, Object> transfer = new TreeMap<>();
    transfer.put("id", "tr_" + (transfers.size() + 1));
    transfer.put("object", "transfer");
    transfer.put("amount", fault == Fault.OTHER_AMOUNT ? amount - 1 : amount);
    transfer.put("amount_reversed", 0L);
    transfer.put("currency", String.valueOf(form.get("currency")));
    transfer.put("destination", String.valueOf(form.get("destination")));
    transfer.put("transfer_group", String.valueOf(form.get("transfer_group")));
    transfer.put("metadata", Map.of("payout_id", String.valueOf(form.get("metadata[payout_id]"))));
    transfer.put("livemode", false);
    transfers.add(transfer);
    return answer(200, transfer);
  }

  private Answer list(@Nullable String group) {
    List<Map<String, Object>> found =
        transfers.stream()
            .filter(one -> String.valueOf(one.get("transfer_group")).equals(group))
            .toList();
    return answer(200, Map.of("object", "list", "data", found, "has_more", false));
  }

  private Answer reverse(String path, Map<String, String> form) {
    String id = path.split("/", -1)[3];
    long amount = Long.parseLong(String.valueOf(form.get("amount")));
    for (Map<String, Object> transfer : transfers) {
      if (id.equals(transfer.get("id"))) {
        transfer.put("amount_reversed", amount);
        return answer(
            200,
            Map.of(
                "id",
                "trr_1",
                "amount",
                amount,
                "currency",
                String.valueOf(transfer.get("currency"))));
      }
    }
    return error(404, "invalid_request_error");
  }

  private static Answer answer(int status, Map<String, Object> body) {
    return new Answer(status, new String(CanonicalJson.of(body), UTF_8));
  }

  private static Answer error(int status, String type) {
    return answer(status, Map.of("error", Map.of("type", type)));
  }

  private static Map<String, String> form(@Nullable String encoded) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : String.valueOf(encoded).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
