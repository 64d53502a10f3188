package dev.factory.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the calls of one budget really did, written outside of the database: a file for each process
 * and budget, one line at a time, so that it survives {@code kill -9}.
 *
 * <p>Lines: {@code asked id month at}, {@code refused id at}, {@code billed id month cost}, {@code
 * settled id at}, {@code naive id month cost}.
 */
final class OverspendDiary implements AutoCloseable {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private final FileChannel file;
  private final InstantSource realTime = Clock.tick(Clock.system(ZoneOffset.UTC), MICROSECOND);

  private OverspendDiary(FileChannel file) {
    this.file = file;
  }

  static OverspendDiary open(Path folder, int budget, String process) {
    try {
      return new OverspendDiary(
          FileChannel.open(
              folder.resolve(budget + "." + process),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void asked(String id, int month) {
    write("asked " + id + " " + month + " " + now());
  }

  void refused(String id) {
    write("refused " + id + " " + now());
  }

  void billed(String id, int month, long cost) {
    write("billed " + id + " " + month + " " + cost);
  }

  void settled(String id) {
    write("settled " + id + " " + now());
  }

  void naive(String id, int month, long cost) {
    write("naive " + id + " " + month + " " + cost);
  }

  private long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, realTime.instant());
  }

  private synchronized void write(String line) {
    try {
      file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the highest number of a budget that the guard was asked for; 0 if none} */
  static int newest(Path folder) throws IOException {
    return newest(folder, "\\d+\\.\\d+-\\d+");
  }

  /** {@return the highest number of a budget that the naive guard was asked for; 0 if none} */
  static int newestNaive(Path folder) throws IOException {
    return newest(folder, "\\d+\\.\\d+-n\\d+");
  }

  private static int newest(Path folder, String names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(names))
          .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
          .max()
          .orElse(0);
    }
  }

  /** {@return what is written about one budget} */
  static Told read(Path folder, int budget) throws IOException {
    Told told = new Told();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().startsWith(budget + ".")).toList()) {
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
          told.take(line.split(" "));
        }
      }
    }
    return told;
  }

  /** One guarded call, as far as it came. */
  private static final class Call {
    int month;
    long asked;
    long refused;
    long cost;
    long settled;
  }

  /** One budget. */
  static final class Told {
    private final Map<String, Call> calls = new HashMap<>();
    private final long[] billed = new long[2];
    private final long[] naive = new long[2];

    private void take(String[] words) {
      if (words[0].equals("naive")) {
        naive[Integer.parseInt(words[2])] += Long.parseLong(words[3]);
        return;
      }
      Call call = calls.computeIfAbsent(words[1], any -> new Call());
      switch (words[0]) {
        case "asked" -> {
          call.month = Integer.parseInt(words[2]);
          call.asked = Long.parseLong(words[3]);
        }
        case "refused" -> call.refused = Long.parseLong(words[2]);
        case "billed" -> {
          call.cost = Long.parseLong(words[3]);
          billed[Integer.parseInt(words[2])] += call.cost;
        }
        default -> call.settled = Long.parseLong(words[2]);
      }
    }

    /** {@return what the provider wants for one month, of guarded calls} */
    long billed(int month) {
      return billed[month];
    }

    /** {@return what the provider wants for one month, of calls of the naive guard} */
    long naive(int month) {
      return naive[month];
    }

    /** {@return how many guarded calls were refused} */
    long refusals() {
      return calls.values().stream().filter(call -> call.refused > 0).count();
    }

    /** {@return how many guarded calls were let through} */
    long passed() {
      return calls.size() - refusals();
    }

    /**
     * {@return how many refusals were certainly wrong}
     *
     * <p>While a call was being refused, no more can have been spent or held than the cost of every
     * call that was settled before, and the most of every other that was asked for by then and not
     * refused. If there was room beside all that, the refusal was false.
     */
    long falseDenials() {
      List<Call> refused = new ArrayList<>();
      calls.values().stream().filter(call -> call.refused > 0).forEach(refused::add);
      return refused.stream()
          .filter(call -> mostUsed(call) + OverspendTerms.MOST <= OverspendTerms.LIMIT)
          .count();
    }

    private long mostUsed(Call denied) {
      long used = 0;
      for (Call other : calls.values()) {
        boolean counts =
            other.month == denied.month && other.refused == 0 && other.asked <= denied.refused;
        if (counts) {
          boolean over = other.settled > 0 && other.settled < denied.asked;
          used += over ? other.cost : OverspendTerms.MOST;
        }
      }
      return used;
    }
  }
}
