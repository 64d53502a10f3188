package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
  @TempDir private Path folder;

  @Test
  void withoutACommandTheHelpIsShown() {
    Run run = Run.in(folder);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("receipts", "status", "completion", "--db");
  }

  @Test
  void everyCommandOfTheGroupHasAHelpWithItsExitCodesOrPurpose() {
    for (String command : new String[] {"verify", "list", "show", "keys", "status"}) {
      Run run = Run.in(folder, "receipts", command, "--help");
      assertThat(run.code()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Usage: factory receipts " + command, "--db");
    }
  }

  @Test
  void theVersionIsTheOneThatWasBuilt() {
    assertThat(Run.in(folder, "--version").out()).matches("factory [0-9]+\\.[0-9]+\\.[0-9]+.*\n");
  }

  @Test
  void bashTakesTheCompletionAndOffersTheCommands() throws Exception {
    Path bash = Path.of("/bin/bash");
    Assumptions.assumeTrue(Files.isExecutable(bash), "there is no bash to complete in");
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, Run.in(folder, "completion").out());
    assertThat(complete(bash, script, "factory receipts ver", 2)).contains("verify");
    assertThat(complete(bash, script, "factory receipts verify --lev", 3)).contains("--level");
  }

  private String complete(Path bash, Path script, String typed, int word)
      throws IOException, InterruptedException {
    String program =
        "source '"
            + script
            + "'; COMP_WORDS=("
            + typed
            + "); COMP_CWORD="
            + word
            + "; _complete_factory 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder(bash.toString(), "--norc", "-c", program)
            .redirectErrorStream(true)
            .start();
    String offered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return offered;
  }
}
