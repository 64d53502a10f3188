package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of attribution and payouts is what is printed. */
class ReadmeTest {
  @TempDir private Path folder;

  private record Shown(String command, List<String> output) {}

  private static List<Shown> sections(String from, String to) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String part = readme.substring(readme.indexOf(from), readme.indexOf(to));
    List<Shown> shown = new ArrayList<>();
    boolean inBlock = false;
    for (String line : part.lines().toList()) {
      if (line.equals("```")) {
        inBlock = !inBlock;
      } else if (inBlock && line.startsWith("$ factory ")) {
        shown.add(new Shown(line.substring("$ factory ".length()), new ArrayList<>()));
      } else if (inBlock) {
        shown.get(shown.size() - 1).output().add(line);
      }
    }
    return shown;
  }

  @Test
  void theCommandsOfAttributionAndPayoutsPrintWhatIsShown() throws IOException {
    SampleBooks books = SampleBooks.in(folder, "books.db");
    Files.delete(folder.resolve("signing-key.pem"));
    List<Shown> shown = sections("## Attribution", "## Databases");
    assertThat(shown).hasSize(6);
    for (Shown one : shown) {
      Run run = books.run(one.command().split(" "));
      assertThat(run.err()).as(one.command()).isEmpty();
      String printed =
          run.out().replaceAll("sha256:[0-9a-f]{64}", "sha256:...").replace(folder + "/", "");
      assertThat(printed.lines()).as(one.command()).containsExactlyElementsOf(one.output());
    }
  }
}
