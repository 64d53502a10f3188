package dev.factory.examples.cli;

import dev.factory.attribution.payout.NotPaid;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payouts as they are printed. Never where they go. */
final class PayoutText {
  private static final int SHOWN = 20;

  private PayoutText() {}

  /** {@return how a run stands, in a few lines} */
  static List<String> lines(PayoutReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Payouts of "
            + PeriodOptions.name(report.run().period())
            + " by "
            + report.run().method()
            + ": "
            + sum(report.payouts()));
    lines.addAll(states(report.payouts()));
    Map<NotPaid.Reason, List<NotPaid>> left =
        report.notPaid().stream()
            .collect(
                Collectors.groupingBy(
                    NotPaid::reason,
                    () -> new EnumMap<>(NotPaid.Reason.class),
                    Collectors.toList()));
    left.forEach(
        (reason, some) ->
            lines.add(
                "  "
                    + "not paid, "
                    + reason
                    + ": "
                    + Text.count(some.size(), "publisher")
                    + ", "
                    + Amounts.sums(some.stream().map(NotPaid::due).toList())));
    return lines;
  }

  /** {@return one line for each state, and one for each payout that somebody must look at} */
  static List<String> states(List<Payout> payouts) {
    List<String> lines = new ArrayList<>();
    Map<PayoutState, List<Payout>> byState =
        payouts.stream()
            .collect(Collectors.groupingBy(Payout::state, TreeMap::new, Collectors.toList()));
    byState.forEach((state, some) -> lines.add("  " + state + ": " + sum(some)));
    List<Payout> troubled =
        payouts.stream()
            .filter(
                payout ->
                    payout.state() == PayoutState.IN_DOUBT
                        || payout.state() == PayoutState.REJECTED)
            .toList();
    troubled.stream().limit(SHOWN).map(PayoutText::trouble).forEach(lines::add);
    if (troubled.size() > SHOWN) {
      lines.add("  and " + (troubled.size() - SHOWN) + " more; --json shows all");
    }
    return lines;
  }

  private static String trouble(Payout payout) {
    return "✗ "
        + payout.id()
        + " of "
        + payout.amount().display()
        + " to "
        + Text.printable(payout.publisherId().value())
        + ": "
        + payout.state()
        + (payout.status().reason().isEmpty()
            ? ""
            : " (" + Text.printable(payout.status().reason()) + ")");
  }

  private static String sum(List<Payout> payouts) {
    return Text.count(payouts.size(), "payout")
        + ", "
        + Amounts.sums(payouts.stream().map(Payout::amount).toList());
  }

  /** {@return the run for machines} */
  static Map<String, @Nullable Object> members(PayoutReport report) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("period_start", report.run().period().start().toString());
    members.put("period_end", report.run().period().end().toString());
    members.put("payout_method", report.run().method().value());
    members.put("payouts", report.payouts().stream().map(PayoutText::members).toList());
    members.put(
        "not_paid",
        report.notPaid().stream()
            .map(
                left ->
                    Map.of(
                        "publisher_id", left.publisherId().value(),
                        "currency", left.due().currency().code(),
                        "due", left.due().toDecimal(),
                        "reason", left.reason().name()))
            .toList());
    members.put("submitted", report.submitted());
    members.put("confirmed", report.confirmed());
    members.put("stopped", report.stopped());
    members.put("complete", report.isComplete());
    return members;
  }

  /** {@return a payout for machines} */
  static Map<String, @Nullable Object> members(Payout payout) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("payout_id", payout.id().value());
    members.put("publisher_id", payout.publisherId().value());
    members.put("currency", payout.amount().currency().code());
    members.put("amount", payout.amount().toDecimal());
    members.put("state", payout.state().name());
    members.put("attempt", payout.status().attempt());
    members.put("rail_reference", payout.status().railReference());
    members.put("reason", payout.status().reason());
    members.put("confirmed", payout.status().confirmedAt() != null);
    return members;
  }
}
