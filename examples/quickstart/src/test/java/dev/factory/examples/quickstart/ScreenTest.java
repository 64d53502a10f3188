package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aFileGetsOneLineForEachStepAndNoBar() throws IOException {
    screen(false).step("Count", progress -> count(progress), done -> done + " things");
    assertThat(text()).matches("\\[1/2] Count +3 things +\\d+\\.\\d s\\R").doesNotContain("\r[");
  }

  @Test
  void aTerminalGetsABarThatTheLineIsWrittenOver() throws IOException {
    screen(true).step("Count", progress -> count(progress), done -> done + " things");
    assertThat(text())
        .startsWith("\r[1/2] Count")
        .contains("[..............................]   0%")
        .containsPattern("\r\\[1/2] Count +3 things +\\d+\\.\\d s");
  }

  @Test
  void theLineThatIsWrittenOverABarHidesAllOfIt() throws IOException {
    screen(true).step("Count", progress -> count(progress), done -> "");
    String[] drawn = text().split("\r", -1);
    assertThat(drawn[2].stripTrailing().length()).isPositive();
    assertThat(drawn[drawn.length - 1].replace(System.lineSeparator(), "").length())
        .isGreaterThanOrEqualTo(drawn[1].length());
  }

  @Test
  void aStepThatFailsLeavesTheTerminalOnALineOfItsOwn() {
    assertThatThrownBy(
            () ->
                screen(true)
                    .step(
                        "Fail",
                        progress -> {
                          throw new IOException("no disk");
                        },
                        done -> "never"))
        .isInstanceOf(IOException.class);
    assertThat(text()).endsWith(System.lineSeparator());
  }

  @Test
  void timesAreRoundedToTenths() {
    assertThat(Screen.seconds(0)).isEqualTo("0.0 s");
    assertThat(Screen.seconds(1_949_999_999L)).isEqualTo("1.9 s");
    assertThat(Screen.seconds(1_950_000_000L)).isEqualTo("2.0 s");
    assertThat(Screen.seconds(3_600_000_000_000L)).isEqualTo("3600.0 s");
  }

  private Screen screen(boolean terminal) {
    return new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, 2);
  }

  private static int count(Screen.Progress progress) {
    progress.at(1, 3);
    progress.at(3, 3);
    return 3;
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
