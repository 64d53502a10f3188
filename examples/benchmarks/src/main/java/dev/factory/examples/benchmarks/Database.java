package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A kind of database to measure on. */
interface Database extends AutoCloseable {

  /** {@return a name for people} */
  String name();

  /** {@return how it makes a commit durable, as the database itself reports it} */
  String durability() throws SQLException;

  /** {@return a new database that has the ledger's tables and no rows} */
  Instance empty() throws SQLException;

  /** {@return the ways to insert raw rows; the fastest is what the ledger is compared with} */
  List<Raw> rawWays();

  @Override
  void close();

  /** A way to insert raw rows. */
  record Raw(String name, Opener opener) {}

  /** Prepares raw inserts on a connection. */
  interface Opener {
    RawInsert open(Connection connection) throws SQLException;
  }

  /** One database; closing it deletes it. */
  interface Instance extends AutoCloseable {

    /** {@return the database as a host gives it to a ledger} */
    Transactions transactions();

    /** {@return a connection of the caller's own, as durable as the ledger's} */
    Connection connect() throws SQLException;

    @Override
    void close() throws SQLException;
  }
}
