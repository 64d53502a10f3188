package dev.factory.cost.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A provider on this machine that answers over HTTP as a test says, faults included. */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** How one request is answered. */
  @FunctionalInterface
  public interface Answer {
    /** Writes the reply, or a part of it. */
    void to(HttpExchange exchange) throws IOException;
  }

  /** A server that has nothing to say yet. */
  public ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Answer answer = script.poll();
    try (exchange) {
      if (answer == null) {
        exchange.sendResponseHeaders(500, -1);
      } else {
        answer.to(exchange);
      }
    }
  }

  /** {@return the address under which it is the API of a provider} */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Answers the next request that has no answer yet. */
  public ScriptedServer then(Answer answer) {
    script.add(answer);
    return this;
  }

  /** {@return the bodies that came, in their order} */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** {@return a whole reply} */
  public static Answer json(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** {@return a refusal with a header field} */
  public static Answer refusal(int status, String field, String value) {
    return exchange -> {
      exchange.getResponseHeaders().add(field, value);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** {@return the first {@code cut} bytes of a reply; then the connection is lost} */
  public static Answer lostAfter(byte[] whole, int cut) {
    return exchange -> {
      exchange.sendResponseHeaders(200, whole.length);
      exchange.getResponseBody().write(whole, 0, cut);
      exchange.getResponseBody().flush();
    };
  }

  /** {@return the first {@code cut} bytes of a reply; then it ends as if that were all} */
  public static Answer endedAfter(byte[] whole, int cut) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(whole, 0, cut);
    };
  }

  /** {@return nothing at all until the server is closed} */
  public Answer silence() {
    return exchange -> await(closed);
  }

  /** {@return a stream that goes on until the client is gone} */
  public Answer endless(byte[] event) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try {
        while (closed.getCount() > 0) {
          exchange.getResponseBody().write(event);
          exchange.getResponseBody().flush();
        }
      } catch (IOException gone) {
        hungUp.countDown();
        throw gone;
      }
    };
  }

  /** {@return the first part at once, and the rest when {@code go} is open} */
  public static Answer inTwo(byte[] first, CountDownLatch go, byte[] rest) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(first);
      exchange.getResponseBody().flush();
      await(go);
      exchange.getResponseBody().write(rest);
    };
  }

  /** {@return whether the client of {@link #endless} hung up; waits for it} */
  public boolean clientHungUp() {
    return await(hungUp);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
