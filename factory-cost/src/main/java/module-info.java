/** AI spend that cannot run away: prices, usage, bounds, and budgets that hold under any load. */
@org.jspecify.annotations.NullMarked
module dev.factory.cost {
  requires static transitive org.jspecify;
  requires transitive dev.factory.core;
  requires static transitive java.sql; // only the jdbc package needs it
  requires com.github.benmanes.caffeine;
  requires transitive io.github.resilience4j.bulkhead; // gateways are set up with its settings
  requires transitive io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires io.github.resilience4j.retry;
  requires io.github.resilience4j.timelimiter;
  requires transitive java.net.http;
  requires org.slf4j;

  exports dev.factory.cost;
  exports dev.factory.cost.alert;
  exports dev.factory.cost.bound;
  exports dev.factory.cost.budget;
  exports dev.factory.cost.cache;
  exports dev.factory.cost.guard;
  exports dev.factory.cost.jdbc;
  exports dev.factory.cost.ledger;
  exports dev.factory.cost.memory;
  exports dev.factory.cost.money;
  exports dev.factory.cost.price;
  exports dev.factory.cost.provider;
  exports dev.factory.cost.report;
  exports dev.factory.cost.route;
  exports dev.factory.cost.spi;
  exports dev.factory.cost.usage;
}
