package dev.factory.examples.cli;

import dev.factory.receipts.PublicKey;
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
      "They are what the ledger says of itself. Compare the hash with one you got elsewhere, and give"
          + " it to verify as --genesis.",
      ""
    })
final class KeysCommand implements Callable<Integer> {
  /** How keys are printed. */
  enum Format {
    TABLE,
    PEM,
    JWKS
  }

  private final Session session;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
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
    return switch (format) {
      case PEM -> genesis.keys().stream().map(key -> key.toPem().stripTrailing()).toList();
      case JWKS ->
          List.of(
              Text.json(Map.of("keys", genesis.keys().stream().map(PublicKey::toJwk).toList())));
      case TABLE -> {
        List<String> lines = new ArrayList<>();
        lines.add("Ledger:  " + Text.printable(genesis.receipt().header().ledger()));
        lines.add("Genesis: " + genesis.receipt().hash());
        for (PublicKey key : genesis.keys()) {
          lines.add("Key:     " + key.kid() + "  from receipt 0");
        }
        yield lines;
      }
    };
  }

  private static Map<String, @Nullable Object> json(Genesis genesis) {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (PublicKey key : genesis.keys()) {
      Map<String, Object> jwk = new LinkedHashMap<>(key.toJwk());
      jwk.put("from", 0);
      keys.add(jwk);
    }
    return Map.of(
        "ledger", genesis.receipt().header().ledger(),
        "genesis", genesis.receipt().hash().toString(),
        "keys", keys);
  }
}
