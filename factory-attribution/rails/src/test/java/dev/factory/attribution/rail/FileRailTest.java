package dev.factory.attribution.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.time.BillingMonth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRailTest {
  private static final PayoutMethod BANK = new PayoutMethod("bank");
  private static final RunKey RUN = new RunKey(BillingMonth.parse("2026-01").period(), BANK);

  @TempDir private Path folder;

  private FileRail rail() {
    return FileRail.in(folder.resolve("bank"), BANK, Set.of());
  }

  private static PayoutCommand command(int number, long cents) {
    PayoutId id = PayoutId.of(RUN, new PublisherId("pub-" + number), CurrencyUnit.of("USD"));
    return new PayoutCommand(id, "DE02 \"" + number + "\",é", Money.ofMinor("USD", cents));
  }

  @Test
  void aPayoutIsInstructedOnceWhateverTheAttempt() throws IOException {
    PayoutCommand command = command(1, 150_500);
    assertThat(rail().lookup(command, "k")).isEqualTo(new RailFinding.Absent());
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(rail().submit(command, command.reference().key(attempt)))
          .isEqualTo(new RailOutcome.Accepted(command.reference().value()));
    }
    assertThat(rail().batch("2026-02-02")).isPresent();
    assertThat(rail().submit(command, command.reference().key(4)))
        .isEqualTo(new RailOutcome.Accepted(command.reference().value()));
    assertThat(rail().batch("2026-02-03")).isEmpty();
    assertThat(rail().lookup(command, "k"))
        .isEqualTo(
            new RailFinding.Found(
                command.reference().value(), command.amount(), RailFinding.Stage.PENDING));
    assertThat(Files.readString(folder.resolve("bank/batches/2026-02-02.csv")))
        .isEqualTo(
            "reference,amount,currency,destination\r\n"
                + command.reference()
                + ",1505.00,USD,\"DE02 \"\"1\"\",é\"\r\n");
  }

  @Test
  void anotherAmountForTheSamePayoutIsNotTaken() {
    rail().submit(command(1, 100), "k-1");
    assertThat(rail().submit(command(1, 200), "k-2"))
        .isEqualTo(new RailOutcome.InDoubt("other-instruction"));
    assertThat(rail().lookup(command(1, 200), "k-2"))
        .isEqualTo(new RailFinding.Unclear("other-instruction"));
  }

  @Test
  void aBatchThatWasCutOffAfterItsFileWasWrittenIsCompleted() throws IOException {
    PayoutCommand one = command(1, 100);
    rail().submit(one, "k");
    Path pending = folder.resolve("bank/pending/" + one.reference() + ".csv");
    String line = Files.readString(pending);
    rail().batch("b");
    Files.delete(folder.resolve("bank/sent/" + one.reference() + ".csv"));
    Files.writeString(pending, line);
    PayoutCommand two = command(2, 200);
    rail().submit(two, "k");

    assertThat(rail().batch("b")).isPresent();
    assertThat(pending).doesNotExist();
    assertThat(Files.readString(folder.resolve("bank/batches/b.csv")))
        .doesNotContain(two.reference().value());
    assertThat(rail().batch("c").map(FileRailTest::read))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains(two.reference().value())
                    .doesNotContain(one.reference().value()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyWritersAndBatchesInstructEachPayoutOnce() throws Exception {
    int payouts = 40;
    FileRail rail = rail();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> work =
        IntStream.range(0, payouts * 4)
            .<Future<?>>mapToObj(
                index ->
                    threads.submit(
                        () -> {
                          rail.submit(command(index % payouts, 100), "k-" + index);
                          if (index % 10 == 0) {
                            rail.batch("batch-" + index);
                          }
                        }))
            .toList();
    for (Future<?> one : work) {
      one.get();
    }
    threads.shutdown();
    rail.batch("last");
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder.resolve("bank/batches"))) {
      files.sorted().map(FileRailTest::read).forEach(all::append);
    }
    for (int number = 0; number < payouts; number++) {
      assertThat(all.toString().split(command(number, 100).reference().value(), -1)).hasSize(2);
    }
  }

  @Test
  void aBatchNeedsAPlainNameAndNothingIsTakenBack() {
    assertThatThrownBy(() -> rail().batch("../b")).isInstanceOf(IllegalArgumentException.class);
    assertThat(rail().reverse("x", Money.ofMinor("USD", 1), "k"))
        .isEqualTo(new RailOutcome.Rejected("not-reversible"));
  }
}
