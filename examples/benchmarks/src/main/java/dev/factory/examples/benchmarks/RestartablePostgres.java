package dev.factory.examples.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL that can be shut down or killed and started again on the same files and port. */
final class RestartablePostgres implements AutoCloseable {
  private static final int TRIES = 60;
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final Path data;
  private EmbeddedPostgres server;

  RestartablePostgres(Path data) throws IOException {
    this.data = data;
    this.server = start(0);
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** {@return where it is, the same after a restart} */
  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Shuts it down in order and starts it again; what runs is rolled back. */
  void shutDownAndStart() throws IOException {
    int port = server.getPort();
    server.close();
    server = startAgain(port);
  }

  /** Kills its main process and starts it again: it recovers from its log. */
  void killAndStart() throws IOException, InterruptedException {
    int port = server.getPort();
    server.getProcess().destroyForcibly().waitFor();
    server.close();
    server = startAgain(port);
  }

  /** The processes of a killed server take a moment to notice that they are alone. */
  private EmbeddedPostgres startAgain(int port) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(port);
      } catch (IOException | IllegalStateException notYet) {
        if (attempt == TRIES) {
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
