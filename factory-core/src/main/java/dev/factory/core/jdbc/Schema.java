package dev.factory.core.jdbc;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one module, in numbered versions that are shipped in its jar.
 *
 * <p>Scripts are named {@code <dialect>/V001__what.sql}; statements end with a semicolon at the end
 * of a line. What was applied is kept in the table {@code factory_schema}, with a checksum. Nothing
 * is applied unless {@link #migrate} is called.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes; one of them applies, the others
 * wait.
 */
public final class Schema {
  private static final long POSTGRESQL_LOCK = 0x666163746f7279L; // "factory" in ASCII

  private static final String LEDGER_OF_VERSIONS =
      """
      CREATE TABLE IF NOT EXISTS factory_schema (
        module TEXT NOT NULL,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        PRIMARY KEY (module, version)
      )""";

  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*(\\R|$)");

  private final String module;
  private final Function<String, @Nullable InputStream> resources;
  private final List<String> versions;

  /**
   * @param module whose tables these are: {@code receipts}
   * @param resources opens a script by the path {@code <dialect>/<name>.sql}, or gives null if
   *     there is none; a lambda of the module itself, since a module's resources are its own
   * @param versions names of the scripts, oldest first: {@code V001__ledger}
   */
  public Schema(
      String module, Function<String, @Nullable InputStream> resources, List<String> versions) {
    this.module = module;
    this.resources = resources;
    this.versions = List.copyOf(versions);
  }

  /**
   * Applies the versions that are missing, oldest first, in one transaction.
   *
   * @return how many were applied; 0 if the tables were up to date
   * @throws FactoryException {@code core.schema-newer} if the database has a version this release
   *     does not know, {@code core.schema-changed} if an applied script reads differently now;
   *     nothing was changed
   */
  public int migrate(Transactions transactions) {
    Dialect dialect = transactions.dialect();
    return transactions.write(
        connection -> {
          if (dialect == Dialect.POSTGRESQL) {
            Transactions.execute(
                connection, "SELECT pg_advisory_xact_lock(" + POSTGRESQL_LOCK + ")");
          }
          Transactions.execute(connection, LEDGER_OF_VERSIONS);
          SortedMap<Integer, String> applied = applied(connection);
          requireKnown(applied, dialect);
          for (int version = applied.size() + 1; version <= versions.size(); version++) {
            apply(connection, dialect, version);
          }
          return versions.size() - applied.size();
        });
  }

  /**
   * Makes sure that the tables are those this release works with.
   *
   * @throws FactoryException {@code core.schema-missing} naming the first missing version, {@code
   *     core.schema-newer} or {@code core.schema-changed}
   */
  public void check(Transactions transactions) {
    SortedMap<Integer, String> applied =
        transactions.read(
            connection -> isRecorded(connection) ? applied(connection) : new TreeMap<>());
    requireKnown(applied, transactions.dialect());
    if (applied.size() < versions.size()) {
      throw new FactoryException(
          "core.schema-missing",
          "the database has version "
              + applied.size()
              + " of the tables of "
              + module
              + " and this release needs version "
              + versions.size()
              + ": "
              + versions.get(applied.size())
              + " is missing; nothing was changed: call migrate once before opening it");
    }
  }

  private void requireKnown(SortedMap<Integer, String> applied, Dialect dialect) {
    if (applied.size() > versions.size()) {
      throw new FactoryException(
          "core.schema-newer",
          "the database has version "
              + applied.size()
              + " of the tables of "
              + module
              + " and this release knows version "
              + versions.size()
              + "; nothing was changed: use a release that is at least as new as the database");
    }
    applied.forEach(
        (version, checksum) -> {
          if (!checksum.equals(checksum(script(dialect, version)))) {
            throw new FactoryException(
                "core.schema-changed",
                "version "
                    + version
                    + " of the tables of "
                    + module
                    + " was applied from another script than "
                    + versions.get(version - 1)
                    + " of this release; nothing was changed: find the release that made the"
                    + " database");
          }
        });
  }

  private void apply(Connection connection, Dialect dialect, int version) throws SQLException {
    String script = script(dialect, version);
    for (String statement : END_OF_STATEMENT.split(script, -1)) {
      if (!statement.isBlank()) {
        Transactions.execute(connection, statement);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO factory_schema (module, version, name, checksum) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, module);
      insert.setInt(2, version);
      insert.setString(3, versions.get(version - 1));
      insert.setString(4, checksum(script));
      insert.executeUpdate();
    }
  }

  private SortedMap<Integer, String> applied(Connection connection) throws SQLException {
    SortedMap<Integer, String> applied = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT version, checksum FROM factory_schema WHERE module = ?")) {
      select.setString(1, module);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          applied.put(rows.getInt(1), rows.getString(2));
        }
      }
    }
    return applied;
  }

  private static boolean isRecorded(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "factory_schema", null)) {
      return tables.next();
    }
  }

  private String script(Dialect dialect, int version) {
    String path = dialect.resourceName() + "/" + versions.get(version - 1) + ".sql";
    try (InputStream in = resources.apply(path)) {
      if (in == null) {
        throw new IllegalStateException("the jar of " + module + " lacks its own resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum(String script) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
