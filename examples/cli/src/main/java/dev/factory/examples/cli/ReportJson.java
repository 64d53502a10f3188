package dev.factory.examples.cli;

import dev.factory.receipts.Fault;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.VerificationReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verdicts for machines; members are only ever added. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, @Nullable Object> of(VerificationReport report) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("valid", report.isValid());
    members.put("level", report.level().name());
    members.put("receipts", report.receipts());
    if (report.begin() > 0) {
      members.put("begin", report.begin());
    }
    members.put("signatures", report.signatures());
    members.put("signature_failures", report.signatureFailures());
    members.put("mismatches", report.mismatches());
    members.put("root", report.root() == null ? null : report.root().toString());
    members.put("kids", report.kids().stream().sorted().toList());
    members.put(
        "payloads",
        Map.of(
            "intact", report.payloads().intact(),
            "erased", report.payloads().erased(),
            "missing", report.payloads().missing()));
    members.put("truncation", truncation(report.truncation()));
    members.put("first_fault", fault(report.fault()));
    return members;
  }

  static Map<String, @Nullable Object> of(Receipt receipt, Optional<Fault> fault) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("valid", fault.isEmpty());
    members.put("id", receipt.header().id().toString());
    members.put("seq", receipt.header().seq());
    members.put("hash", receipt.hash().toString());
    members.put("fault", fault(fault));
    return members;
  }

  private static Map<String, Object> truncation(VerificationReport.Truncation truncation) {
    return truncation instanceof VerificationReport.Truncation.Checked checked
        ? Map.of("state", "CHECKED", "anchor", checked.anchor(), "size", checked.size())
        : Map.of("state", "NOT_CHECKED");
  }

  private static @Nullable Object fault(Optional<Fault> fault) {
    return fault.map(wrong -> Map.of("seq", wrong.seq(), "kind", wrong.kind().name())).orElse(null);
  }
}
