package dev.factory.examples.cli;

import dev.factory.core.jdbc.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is. */
sealed interface Location {

  /** {@return transactions on what is there} */
  Transactions open();

  /** {@return the same, made if it is not there where that can be done} */
  Location creating();

  /** {@return how it is called in messages: never with a password} */
  String name();

  /**
   * {@return what {@code --db} and the environment name}
   *
   * @throws CliException {@code cli.no-database} if they name none or another kind
   */
  static Location of(Session session) {
    String given =
        Optional.ofNullable(session.options().database())
            .or(() -> session.host().variable("FACTORY_DB"))
            .orElseThrow(
                () ->
                    new CliException(
                        "cli.no-database",
                        "no database was named; nothing was done: give --db FILE, or set"
                            + " FACTORY_DB"));
    if (given.startsWith("jdbc:postgresql:")) {
      return new Postgres(given, user(session), password(session));
    }
    if (given.startsWith("jdbc:sqlite:")) {
      return new SqliteFile(session.file(Path.of(given.substring("jdbc:sqlite:".length()))), false);
    }
    if (given.startsWith("jdbc:")) {
      throw new CliException(
          "cli.no-database",
          "--db names a kind of database that is not known here; nothing was done: it is an SQLite"
              + " file, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }
    return new SqliteFile(session.file(Path.of(given)), false);
  }

  private static @Nullable String user(Session session) {
    return Optional.ofNullable(session.options().user())
        .or(() -> session.host().variable("FACTORY_DB_USER"))
        .orElse(null);
  }

  private static @Nullable String password(Session session) {
    Optional<Path> file =
        Optional.ofNullable(session.options().passwordFile())
            .or(() -> session.host().variable("FACTORY_DB_PASSWORD_FILE").map(Path::of));
    if (file.isEmpty()) {
      return session.host().variable("FACTORY_DB_PASSWORD").orElse(null);
    }
    try {
      List<String> lines = Files.readAllLines(session.file(file.get()), StandardCharsets.UTF_8);
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One file.
   *
   * @param file where it is
   * @param make whether it is made if it is not there
   */
  record SqliteFile(Path file, boolean make) implements Location {

    @Override
    public Transactions open() {
      // SQLite would make a new database of a mistyped name
      if (!make && !Files.isRegularFile(file)) {
        throw new CliException(
            "cli.no-database",
            "there is no database at " + file + "; nothing was made: check --db and the path");
      }
      return Transactions.sqlite(file);
    }

    @Override
    public Location creating() {
      return new SqliteFile(file, true);
    }

    @Override
    public String name() {
      return file.toString();
    }
  }

  /**
   * A server.
   *
   * @param url of the driver; may hold a password, so it is never shown
   * @param user null to leave it to the URL
   * @param password null to leave it to the URL, or to the driver's own password file
   */
  record Postgres(String url, @Nullable String user, @Nullable String password)
      implements Location {
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    @Override
    public Transactions open() {
      // the driver logs the whole of a URL it cannot read, with the password that may be in it
      DRIVER.setLevel(Level.OFF);
      PGSimpleDataSource source = new PGSimpleDataSource();
      try {
        source.setUrl(url);
      } catch (IllegalArgumentException e) {
        throw new CliException(
            "cli.no-database",
            "--db is no URL of PostgreSQL; nothing was done: it looks like"
                + " jdbc:postgresql://HOST:5432/DATABASE");
      }
      if (user != null) {
        source.setUser(user);
      }
      if (password != null) {
        source.setPassword(password);
      }
      source.setApplicationName("factory");
      return Transactions.over(source);
    }

    @Override
    public Location creating() {
      return this;
    }

    @Override
    public String name() {
      return "the PostgreSQL database";
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
