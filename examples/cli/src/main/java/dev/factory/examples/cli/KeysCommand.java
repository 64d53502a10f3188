package dev.factory.examples.cli;

import dev.factory.receipts.KeyHistory;
import dev.factory.receipts.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the keys of a ledger. */
@Command(
    name = "keys",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show the keys the ledger names, and the hash of its first receipt.",
    description = {
      "",
      "They are what the ledger says of itself. Compare the hash with one you got elsewhere, and"
          + " give it to verify as --genesis.",
      ""
    })
final class KeysCommand implements Callable<Integer> {
  /** How keys are printed. */
  enum Format {
    TABLE,
    PEM,
    JWKS,
    VKEY
  }

  private final Session session;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description =
          "${COMPLETION-CANDIDATES}; VKEY is the form of C2SP signed-note. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  KeysCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Database database = session.openDatabase()) {
      Genesis genesis = Genesis.of(database.store());
      session.print(lines(genesis), json(genesis));
      return ExitCode.OK;
    }
  }

  private List<String> lines(Genesis genesis) {
    List<KeyHistory.Entry> keys = genesis.keys().entries();
    return switch (format) {
      case PEM -> keys.stream().map(entry -> entry.key().toPem().stripTrailing()).toList();
      case JWKS -> List.of(genesis.keys().toJwks());
      case VKEY ->
          keys.stream()
              .map(
                  entry ->
                      VerifierKey.of(
                              genesis.ledger(), VerifierKey.Type.ED25519, entry.key().bytes())
                          .toString())
              .toList();
      case TABLE -> {
        List<String> lines = new ArrayList<>();
        lines.add("Ledger:  " + Text.printable(genesis.ledger()));
        lines.add("Genesis: " + genesis.receipt().hash());
        keys.forEach(entry -> lines.add("Key:     " + entry.key().kid() + range(entry)));
        yield lines;
      }
    };
  }

  private static String range(KeyHistory.Entry entry) {
    return "  from receipt "
        + entry.from()
        + (entry.to() == KeyHistory.OPEN ? " on" : " to " + (entry.to() - 1));
  }

  private static Map<String, @Nullable Object> json(Genesis genesis) {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (KeyHistory.Entry entry : genesis.keys().entries()) {
      Map<String, Object> jwk = new LinkedHashMap<>(entry.key().toJwk());
      jwk.put("from", entry.from());
      if (entry.to() != KeyHistory.OPEN) {
        jwk.put("to", entry.to());
      }
      keys.add(jwk);
    }
    return Map.of(
        "ledger", genesis.ledger(),
        "genesis", genesis.receipt().hash().toString(),
        "keys", keys);
  }
}
