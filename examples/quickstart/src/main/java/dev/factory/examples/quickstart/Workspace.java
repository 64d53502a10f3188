package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import dev.factory.core.time.BillingMonth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run and the names of what is in it.
 *
 * @param folder the folder
 */
record Workspace(Path folder) {

  /** Makes the folder if it is missing. */
  void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unusable("cannot be made", e);
    }
    if (!Files.isWritable(folder)) {
      throw unusable("cannot be written to", null);
    }
  }

  private FactoryException unusable(String problem, @Nullable IOException cause) {
    String message =
        "the folder "
            + folder
            + " "
            + problem
            + "; nothing was written: check its permissions and that no file has its name, or choose"
            + " another with --dir";
    return cause == null
        ? new FactoryException("quickstart.folder", message)
        : new FactoryException("quickstart.folder", message, cause);
  }

  Path database() {
    return folder.resolve("ledger.db");
  }

  /** A copy of the database that was changed on purpose. */
  Path tamperedDatabase() {
    return folder.resolve("tampered.db");
  }

  Path lock() {
    return folder.resolve("run.lock");
  }

  Path signingKey() {
    return folder.resolve("signing-key.pem");
  }

  Path publicKey() {
    return folder.resolve("signing-key.pub.pem");
  }

  Path addressKey() {
    return folder.resolve("ip-hash.key");
  }

  Path sample() {
    return folder.resolve("sample");
  }

  /** A folder of its own, since every file that is read has its own rejects. */
  Path rejects() {
    return folder.resolve("rejects");
  }

  Path statements(BillingMonth month) {
    return folder.resolve(month.toString());
  }
}
