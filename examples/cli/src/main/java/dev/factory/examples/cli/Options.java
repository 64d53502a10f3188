package dev.factory.examples.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What may be said before or after any command. Picocli fills it; nothing else changes it. */
final class Options {
  @Option(
      names = "--db",
      scope = ScopeType.INHERIT,
      paramLabel = "DATABASE",
      description = "An SQLite file, or a jdbc: URL of SQLite or PostgreSQL. Default: $FACTORY_DB.")
  private @Nullable String database;

  @Option(
      names = "--db-user",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "User at PostgreSQL. Default: $FACTORY_DB_USER.")
  private @Nullable String user;

  @Option(
      names = "--db-password-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Its first line is the password. Default: $FACTORY_DB_PASSWORD_FILE, or the password"
              + " itself in $FACTORY_DB_PASSWORD.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--shard",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      defaultValue = "main",
      description = "Which chain of the database. Default: ${DEFAULT-VALUE}.")
  private String shard = "main";

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON document for machines, also when it fails.")
  private boolean json;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Print nothing that the exit code tells, and no progress.")
  private boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Also show where an error came from.")
  @SuppressWarnings("UnusedVariable") // looked for by hand, also where the rest is wrong
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this and do nothing.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and do nothing.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean version;

  @Nullable String database() {
    return database;
  }

  @Nullable String user() {
    return user;
  }

  @Nullable Path passwordFile() {
    return passwordFile;
  }

  String shard() {
    return shard;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }
}
