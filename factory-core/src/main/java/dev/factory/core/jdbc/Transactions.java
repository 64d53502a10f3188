package dev.factory.core.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Runs work inside a transaction: its own, or one the host has open.
 *
 * <p><b>Atomicity:</b> what the work writes is kept as a whole or not at all. <b>Durability:</b>
 * when {@link #write} returns, it survives a crash of process and machine (SQLite: write-ahead log
 * with {@code synchronous=FULL}; PostgreSQL: as its {@code synchronous_commit} says), except when
 * joined to a host's transaction, whose commit decides. <b>Retry:</b> on PostgreSQL, work that lost
 * a race (SQLSTATE 40001, 40P01) is run again from its start, up to {@value #ATTEMPTS} times, so it
 * must not have effects outside the database; on SQLite, work waits up to 30 s for its turn before
 * it starts. <b>Threads:</b> safe for use by many threads, except when joined.
 */
public final class Transactions implements AutoCloseable {

  /** How often work is run before the race is given up. */
  static final int ATTEMPTS = 10;

  private static final long FIRST_PAUSE_MICROS = 500;

  private final Connections connections;
  private final Dialect dialect;

  private Transactions(Connections connections, Dialect dialect) {
    this.connections = connections;
    this.dialect = dialect;
  }

  /**
   * {@return transactions on connections of the host's own data source}
   *
   * <p>Each connection is given back with auto-commit on. A pool is worth having: with SQLite,
   * closing the last connection of a file also folds its write-ahead log.
   *
   * @throws StorageException if no connection can be had, or the database is of an unknown kind
   */
  public static Transactions over(DataSource dataSource) {
    Connections connections = new PooledByHost(dataSource);
    return new Transactions(connections, connections.dialect());
  }

  /**
   * {@return transactions on one SQLite file, which is made if it does not exist; the folder must}
   *
   * <p>Needs {@code org.xerial:sqlite-jdbc} at run time. A few connections are kept open until
   * {@link #close}.
   *
   * @throws StorageException if the file cannot be opened or is not a database
   */
  public static Transactions sqlite(Path file) {
    return new Transactions(new SqliteFile(file), Dialect.SQLITE);
  }

  /**
   * {@return transactions that run inside the one {@code connection} has open now}
   *
   * <p>Work that fails is undone to where it began, and the host's transaction goes on; nothing is
   * committed or retried here. Use it from one thread, and no longer than the host's transaction.
   *
   * @throws StorageException if the connection is not inside a transaction
   */
  public Transactions joining(Connection connection) {
    return new Transactions(new JoinedToHost(connection, dialect), dialect);
  }

  /** {@return which database this is} */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Runs {@code work} in a transaction that may write, and commits it.
   *
   * @return what the work returned
   * @throws StorageException if the database failed; nothing was written, unless the code is {@code
   *     core.commit-unknown}
   */
  public <T> T write(Work<T> work) {
    return run(work, Mode.WRITE);
  }

  /**
   * Runs {@code work} in a transaction that sees one state of the database throughout.
   *
   * @return what the work returned
   * @throws StorageException if the database failed
   */
  public <T> T read(Work<T> work) {
    return run(work, Mode.READ);
  }

  /**
   * Runs {@code work} outside of any transaction: for statements such as {@code VACUUM}, which a
   * database does not run inside one. Each statement is kept by itself, and nothing is run again.
   *
   * @return what the work returned
   * @throws StorageException if the database failed; the statements before that one were kept
   * @throws IllegalStateException if joined to a host's transaction; nothing was run
   */
  public <T> T outside(Work<T> work) {
    try (Lease lease = connections.lease(Mode.OUTSIDE)) {
      T result = work.in(lease.connection());
      lease.commit();
      return result;
    } catch (SQLException failure) {
      throw StorageException.of(failure, dialect);
    }
  }

  private <T> T run(Work<T> work, Mode mode) {
    for (int attempt = 1; ; attempt++) {
      try (Lease lease = connections.lease(mode)) {
        T result = work.in(lease.connection());
        lease.commit();
        return result;
      } catch (SQLException failure) {
        boolean again = connections.mayRunAgain() && dialect.isTransient(failure);
        if (!again || attempt == ATTEMPTS) {
          throw StorageException.of(failure, dialect);
        }
        pause(attempt);
      }
    }
  }

  /** Lets whoever won the race finish; random, so that losers do not meet again. */
  static void pause(int attempt) {
    long most = TimeUnit.MICROSECONDS.toNanos(FIRST_PAUSE_MICROS) << attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /** Closes connections kept here; those of a host's data source are the host's to close. */
  @Override
  public void close() {
    connections.close();
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Something to do with a connection.
   *
   * @param <T> what it gives back; never null
   */
  @FunctionalInterface
  public interface Work<T> {

    /**
     * Does it. The connection must not be closed, committed or rolled back, nor used afterwards.
     *
     * @return what {@link Transactions#write}, {@link Transactions#read} or {@link
     *     Transactions#outside} shall return
     * @throws SQLException to have everything undone that is part of a transaction
     */
    T in(Connection connection) throws SQLException;
  }

  /** Whether a transaction may write, or none is wanted. */
  enum Mode {
    READ,
    WRITE,
    OUTSIDE
  }

  /** Where connections come from. */
  interface Connections {
    Lease lease(Mode mode) throws SQLException;

    Dialect dialect();

    boolean mayRunAgain();

    void close();
  }

  /**
   * One connection, inside one transaction unless that is not wanted; closing it without {@link
   * #commit} undoes the work.
   */
  interface Lease extends AutoCloseable {
    Connection connection();

    void commit() throws SQLException;

    @Override
    void close() throws SQLException;
  }
}
