package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A business of two publishers, {@code pub-1} and {@code pub-2}, in files: three sales in January,
 * of which one is shared, one partly refunded and one nobody's.
 *
 * @param folder holds the files, the database and the keys
 * @param database as {@code --db} names it
 */
record SampleBooks(Path folder, String database) {
  static final String RULES = "linear,30d,70%";

  /** Writes the files. */
  static SampleBooks in(Path folder, String database) throws IOException {
    Files.writeString(folder.resolve("signing-key.pem"), SampleLedger.golden("signing-key.pem"));
    Files.writeString(folder.resolve("public-key.pem"), SampleLedger.key().verifier().toPem());
    Files.writeString(
        folder.resolve("clicks.csv"),
        """
        event_id,user_key,at,publisher_id,offer_id
        t-1,u-1,2026-01-08T10:00:00Z,pub-1,off-1
        t-2,u-1,2026-01-09T10:00:00Z,pub-2,off-1
        t-3,u-2,2026-01-09T11:00:00Z,pub-1,off-1
        t-4,u-2,2025-11-01T11:00:00Z,pub-1,off-1
        """);
    Files.writeString(
        folder.resolve("sales.csv"),
        """
        event_id,order_id,user_key,at,gross,currency,offer_id
        c-1,o-1,u-1,2026-01-10T10:00:00Z,49.99,USD,off-1
        c-2,o-2,u-2,2026-01-11T10:00:00Z,100.00,USD,off-1
        c-3,o-3,u-9,2026-01-12T10:00:00Z,10.00,USD,off-1
        """);
    Files.writeString(
        folder.resolve("refunds.csv"),
        """
        event_id,conversion_id,amount,currency,kind,at
        r-1,c-2,20.00,USD,REFUND,2026-01-20T10:00:00Z
        """);
    Files.writeString(
        folder.resolve("payees.csv"),
        """
        publisher_id,method,destination,currency,email
        pub-1,file,DE02 1203 0000,USD,one@example.com
        pub-2,file,DE02 1203 0001,USD,two@example.com
        """);
    return new SampleBooks(folder, database);
  }

  /** Runs a command on the database, with the key and the payees in the environment. */
  Run run(String... args) {
    return run(Map.of(), args);
  }

  Run run(Map<String, String> environment, String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("FACTORY_DB", database);
    all.put("FACTORY_KEY", "signing-key.pem");
    all.put("FACTORY_PAYEES", "payees.csv");
    return Run.in(folder, all, false, args);
  }

  /** {@return what a command that succeeds says to machines} */
  Map<String, @Nullable Object> json(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    Run run = run(all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return CanonicalJson.parseObject(run.out().getBytes(StandardCharsets.UTF_8));
  }

  /** Imports all files into a new ledger. */
  SampleBooks imported() {
    Run run =
        run(
            "attribution",
            "import",
            "--ledger",
            SampleLedger.NAME,
            "--rules",
            RULES,
            "--clicks",
            "clicks.csv",
            "--conversions",
            "sales.csv",
            "--refunds",
            "refunds.csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return this;
  }

  /** Imports and closes January. */
  SampleBooks closed() {
    imported();
    assertThat(run("attribution", "run", "--period", "2026-01", "--close").code()).isZero();
    return this;
  }
}
