/** The program operators and auditors use on a ledger, on credit and on payouts. */
@org.jspecify.annotations.NullMarked
module dev.factory.examples.cli {
  requires static org.jspecify;
  requires de.siegmar.fastcsv;
  requires dev.factory.attribution;
  requires dev.factory.attribution.files;
  requires dev.factory.attribution.jdbc;
  requires dev.factory.attribution.rail;
  requires dev.factory.core;
  requires dev.factory.cost;
  requires dev.factory.examples.pages;
  requires dev.factory.receipts;
  requires info.picocli;
  requires jakarta.mail;
  requires java.logging; // PostgreSQL's driver logs with it
  requires java.naming; // a data source of PostgreSQL's driver is one of its objects
  requires java.net.http;
  requires java.sql;
  requires org.postgresql.jdbc;

  opens dev.factory.examples.cli to
      info.picocli;
}
