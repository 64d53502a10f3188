package dev.factory.examples.cli;

import dev.factory.attribution.Disputes;
import dev.factory.attribution.dispute.Dispute;
import dev.factory.receipts.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Disputes over the books, and a dispute as it is printed. */
final class DisputeText {
  private static final int MAX_ID = 64;

  private DisputeText() {}

  /** {@return disputes whose answers the ledger's key signs; in a dry run, nothing does} */
  static Disputes over(Books books, Session session, WritingOptions options) {
    return Disputes.over(
        books.attribution(), books.payoutStore(), session.host().time(), signer(session, options));
  }

  private static Function<byte[], String> signer(Session session, WritingOptions options) {
    if (options.dryRun()) {
      return answer -> "none";
    }
    SigningKey key = options.key(session);
    return answer -> "ed25519:" + Base64.getEncoder().encodeToString(key.sign(answer));
  }

  static String id(String text) {
    if (text.isBlank() || text.length() > MAX_ID) {
      throw new CliException(
          "cli.usage", "the id of a dispute has 1 to 64 characters; nothing was done");
    }
    return text;
  }

  /**
   * @param options null where nothing was written
   */
  static void print(Session session, @Nullable WritingOptions options, Dispute dispute) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Dispute "
            + Text.printable(dispute.id())
            + " of "
            + Text.printable(dispute.publisherId().value())
            + " for "
            + PeriodOptions.name(dispute.period())
            + ": "
            + dispute.state());
    if (!dispute.explanation().isEmpty()) {
      lines.add(Text.printable(dispute.explanation()));
      lines.add("Signed " + dispute.signature());
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("dispute_id", dispute.id());
    members.put("publisher_id", dispute.publisherId().value());
    members.put("period", dispute.period().toString());
    members.put("state", dispute.state().name());
    members.put("opened_at", dispute.openedAt().toString());
    members.put("resolved_at", dispute.resolution().map(Instant::toString).orElse(null));
    members.put("explanation", dispute.explanation());
    members.put("signature", dispute.signature());
    if (options != null) {
      DryRun.tell(options, lines, members);
    }
    session.print(lines, members);
  }
}
