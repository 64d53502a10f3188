package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.jdbc.JdbcBreakerStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostBreakerCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void migrate() {
    try (Transactions db = Transactions.sqlite(folder.resolve("cost.db"))) {
      JdbcBreakerStore.schema().migrate(db);
    }
  }

  private Run cost(String... args) {
    return Run.in(
        folder,
        Stream.concat(Stream.of("--db", "cost.db", "cost"), Arrays.stream(args))
            .toArray(String[]::new));
  }

  @Test
  void anOrderIsKeptAndListedWithWhoAnswersForIt() {
    Run run =
        cost("breaker", "force-open", "openai/gpt-4o", "--who", "ops-7", "--why", "wrong bills");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "openai/gpt-4o                    FORCE_OPEN 2026-02-05T10:00:00.000Z by ops-7: wrong"
                + " bills\n");
    assertThat(cost("breaker").out()).isEqualTo(run.out());
    assertThat(
            cost("breaker", "reset", "openai/gpt-4o", "--who", "ops-7", "--why", "mended").code())
        .isZero();
    assertThat(cost("breaker", "--json").out())
        .contains("\"order\":\"RESET\"", "\"revision\":2", "\"why\":\"mended\"");
  }

  @Test
  void anOrderThatNobodyAnswersForIsRefused() {
    assertThat(cost("breaker", "reset", "openai", "--why", "mended").code())
        .isEqualTo(ExitCode.COULD_NOT);
    assertThat(cost("breaker", "reset", "openai", "--who", " ", "--why", "mended").err())
        .contains("[cli.usage]");
    assertThat(cost("breaker").out()).isEmpty();
  }

  @Test
  void theLimitsAreThoseOfTheOperationsGuide() {
    assertThat(cost("limits").lines().get(0)).isEqualTo("company         100 in any 60 s");
    assertThat(cost("limits", "--json").out()).contains("\"window_seconds\":3600");
  }
}
