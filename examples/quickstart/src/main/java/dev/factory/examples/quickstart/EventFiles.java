package dev.factory.examples.quickstart;

import de.siegmar.fastcsv.reader.*;
import dev.factory.attribution.event.*;
import dev.factory.core.money.*;
import java.io.IOException;
import java.nio.file.*;
import java.time.Instant;
import java.util.*;

/** Temporary. */
final class EventFiles {
  private final Keys keys;
  private final Settings settings;
  private final Ledger ledger;
  private final Rejects rejects;

  EventFiles(Keys keys, Settings settings, Ledger ledger, Rejects rejects) {
    this.keys = keys;
    this.settings = settings;
    this.ledger = ledger;
    this.rejects = rejects;
  }

  interface Map1<T> {
    T of(CsvRecord c);
  }

  private <T> Recording.Counts run(Path f, Recording<T> r, Map1<T> m, Screen.Progress p)
      throws IOException {
    long total = Files.size(f);
    try (var csv = CsvReader.builder().ofCsvRecord(f)) {
      boolean first = true;
      for (CsvRecord c : csv) {
        if (first) {
          first = false;
          continue;
        }
        p.at(c.getStartingLineNumber() * 200, total);
        r.row(c.getStartingLineNumber(), m.of(c));
      }
    }
    return r.finish();
  }

  Recording.Counts clicks(Path f, Screen.Progress p) throws IOException {
    return run(
        f,
        new Recording<>(f, "click_id", ledger.attribution()::recordTouchpoints, ledger, rejects),
        c ->
            Touchpoint.click(
                    new EventId(c.getField(0)),
                    new UserKey(c.getField(1)),
                    Instant.parse(c.getField(2)),
                    new PublisherId(c.getField(3)),
                    new OfferId(c.getField(4)))
                .withEvidence(
                    Map.of(
                        "user_agent", c.getField(6), "ip_hash", "hmac-sha256:" + "0".repeat(64))),
        p);
  }

  Recording.Counts conversions(Path f, Screen.Progress p) throws IOException {
    return run(
        f,
        new Recording<>(
            f, "conversion_id", ledger.attribution()::recordConversions, ledger, rejects),
        c ->
            new Conversion(
                new EventId(c.getField(0)),
                new OrderId(c.getField(1)),
                new UserKey(c.getField(2)),
                Instant.parse(c.getField(3)),
                Money.parse(CurrencyUnit.of(c.getField(5)), c.getField(4)),
                new OfferId(c.getField(6)),
                ""),
        p);
  }

  Recording.Counts refunds(Path f, Screen.Progress p) throws IOException {
    return run(
        f,
        new Recording<>(f, "reversal_id", ledger.attribution()::recordReversals, ledger, rejects),
        c ->
            new Reversal(
                new EventId(c.getField(0)),
                new EventId(c.getField(1)),
                Money.parse(CurrencyUnit.of(c.getField(3)), c.getField(2)),
                ReversalKind.valueOf(c.getField(4)),
                Instant.parse(c.getField(5))),
        p);
  }
}
