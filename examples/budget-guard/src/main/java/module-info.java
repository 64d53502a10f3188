/** Two processes, many threads, one hard budget; beside it a naive guard that overspends. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.budgetguard {
  requires static org.jspecify;
  requires com.zaxxer.hikari;
  requires dev.factory.core;
  requires dev.factory.cost;
  requires embedded.postgres;
  requires info.picocli;
  requires java.net.http;
  requires java.sql;
  requires jdk.httpserver;
  requires tools.jackson.databind;

  opens dev.factory.examples.budgetguard to
      info.picocli;
}
