/** Signed, hash-chained, Merkle-proved receipts: append, query, verify. */
@org.jspecify.annotations.NullMarked
module dev.factory.receipts {
  requires static transitive org.jspecify;
  requires transitive dev.factory.core;
  requires static transitive java.sql; // only the jdbc package needs it
  requires static org.postgresql.jdbc; // only the jdbc package needs it, on PostgreSQL
  requires org.bouncycastle.provider;
  requires org.slf4j;

  exports dev.factory.receipts;
  exports dev.factory.receipts.archive;
  exports dev.factory.receipts.spi;
  exports dev.factory.receipts.jdbc;
  exports dev.factory.receipts.tlog;
}
