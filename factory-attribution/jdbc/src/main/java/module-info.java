/** Keeps attribution and payouts in SQLite or PostgreSQL. */
@org.jspecify.annotations.NullMarked
module dev.factory.attribution.jdbc {
  requires static transitive org.jspecify;
  requires transitive dev.factory.attribution;
  requires transitive java.sql;

  exports dev.factory.attribution.jdbc;
}
