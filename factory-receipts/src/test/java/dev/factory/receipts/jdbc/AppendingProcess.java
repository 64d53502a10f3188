package dev.factory.receipts.jdbc;

import dev.factory.core.IdSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.receipts.AppendOutcome;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A process that opens a ledger in a SQLite file and appends numbered events until it is killed. It
 * says how long opening took, and then every receipt that was acknowledged, one a line.
 */
final class AppendingProcess {
  private static final int LARGEST_LIST = 60;

  private AppendingProcess() {}

  /**
   * Never returns.
   *
   * @param args database file, key file, number of the first event
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    InstantSource clock = InstantSource.system();
    SigningKey key = SigningKey.loadPem(Path.of(args[1]));
    long begun = System.nanoTime();
    Receipts ledger =
        Receipts.named("factory.example/receipts/crash")
            .store(new JdbcReceiptStore(Transactions.sqlite(Path.of(args[0]))))
            .signer(key)
            .time(clock)
            .ids(IdSource.uuidV7(clock, new SecureRandom()))
            .open();
    out.println("opened " + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
    out.flush();
    int number = Integer.parseInt(args[2]);
    Random random = new Random(number);
    while (true) {
      int size = 1 + random.nextInt(LARGEST_LIST);
      int first = number;
      List<Event> events = new ArrayList<>();
      while (number < first + size) {
        events.add(event(number++));
      }
      for (AppendOutcome outcome : ledger.append(events)) {
        Receipt receipt = outcome.receipt();
        out.println(
            first++
                + " "
                + receipt.header().seq()
                + " "
                + Acknowledged.content(receipt.hash(), receipt.signature()));
      }
      out.flush();
    }
  }

  private static Event event(int number) {
    String key = "click-" + number;
    return Event.of("ClickRecorded", key, Map.of("click_id", key), "publisher=" + number % 5);
  }
}
