/** What the Factory modules share: money, time, canonical JSON, the journal and JDBC plumbing. */
@org.jspecify.annotations.NullMarked
module dev.factory.core {
  requires static transitive org.jspecify;
  requires static transitive java.sql; // only the jdbc package needs it
  requires transitive tools.jackson.databind;
  requires org.slf4j;

  exports dev.factory.core;
  exports dev.factory.core.jdbc;
  exports dev.factory.core.journal;
  exports dev.factory.core.json;
  exports dev.factory.core.limit;
  exports dev.factory.core.money;
  exports dev.factory.core.testing;
  exports dev.factory.core.time;
}
