package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in a process of its own, killed as by kill -9 at moments spread over its run, and run
 * again.
 */
class CrashTest {
  private static final int KILLS = 20;
  private static final long SEED = 20_260_131;
  private static final SampleSize SIZE = new SampleSize(550, 40, 6, 550, 20);
  private static final Pattern RECEIPTS = Pattern.compile("✓ Verified ([0-9,]+) receipts");

  @TempDir Path folder;

  @Test
  void aRunThatIsKilledAndRunAgainEndsAsOneThatWasNot() throws Exception {
    Sample.of(SEED, SIZE).writeTo(folder);
    long begun = System.nanoTime();
    Process whole = start("whole");
    assertThat(whole.waitFor(5, TimeUnit.MINUTES)).isTrue();
    long duration = System.nanoTime() - begun;
    Outcome expected = outcome("whole", whole.exitValue());
    assertThat(expected.code()).isZero();

    Random random = new Random(SEED);
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String name = "killed-" + kill;
      long moment = duration * (kill * 1_000L + random.nextInt(1_000)) / (KILLS * 1_000L);
      runs.add(() -> killedAndRunAgain(name, moment, expected));
    }
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      int killedUnderWay = 0;
      for (Future<Boolean> killed : two.invokeAll(runs)) {
        killedUnderWay += killed.get() ? 1 : 0;
      }
      assertThat(killedUnderWay).isPositive();
    } finally {
      two.shutdownNow();
    }
  }

  /** {@return whether it was killed before it ended by itself} */
  private boolean killedAndRunAgain(String name, long moment, Outcome expected) throws Exception {
    Process process = start(name);
    boolean killed = !process.waitFor(moment, TimeUnit.NANOSECONDS);
    process.destroyForcibly().waitFor();
    Process again = start(name);
    assertThat(again.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(outcome(name, again.exitValue()))
        .as("%s after %d ms", killed ? "killed" : "ended", moment / 1_000_000)
        .isEqualTo(expected);
    return killed;
  }

  private Process start(String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Quickstart.class.getName());
    command.addAll(List.of("--clicks", "clicks.csv", "--conversions", "conversions.csv"));
    command.addAll(List.of("--refunds", "refunds.csv", "--dir", name));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  /**
   * @param code of the process
   * @param receipts how many a ledger that is VALID has
   * @param statements name and hash of every statement's JSON, and of the reports without hashes
   * @param leftovers files that are no result
   */
  private record Outcome(
      int code, String receipts, Map<String, String> statements, List<String> leftovers) {}

  private Outcome outcome(String name, int code) throws IOException {
    String output = Files.readString(folder.resolve(name + ".txt"));
    Matcher receipts = RECEIPTS.matcher(output);
    assertThat(receipts.find()).as(output).isTrue();
    assertThat(output).contains("✓ Chain integrity: VALID");
    Map<String, String> statements = new TreeMap<>();
    List<String> leftovers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String fileName = file.getFileName().toString();
        if (fileName.matches("statement-.*\\.json")) {
          statements.put(fileName, Run.sha256(Files.readAllBytes(file)));
        }
        if (fileName.matches(".*(draft|-wal|-shm|-journal)")) {
          leftovers.add(fileName);
        }
      }
    }
    return new Outcome(code, receipts.group(1), statements, leftovers);
  }
}
