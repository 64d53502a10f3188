package dev.factory.examples.quickstart;

import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.json.Json;
import dev.factory.examples.pages.ExactAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What is printed of the results, as lines. */
final class Summary {
  private static final int HASHES_SHOWN = 2;
  private static final int HASH_SHOWN = "sha256:".length() + 16;
  private static final int PUBLISHERS_SHOWN = 20;

  private Summary() {}

  /** {@return the report as the operations guide prints it, with the list of hashes cut short} */
  static List<String> revenue(RevenueReport report) {
    List<String> members = new ArrayList<>();
    JsonNode json = Json.mapper().readTree(report.toJson());
    json.properties()
        .forEach(
            member -> {
              String value =
                  member.getValue().isArray()
                      ? hashes(report.receiptHashes())
                      : member.getValue().toString();
              members.add("  \"" + member.getKey() + "\": " + value);
            });
    List<String> lines = new ArrayList<>();
    lines.add("{");
    lines.addAll(List.of(String.join(",\n", members).split("\n", -1)));
    lines.add("}");
    return lines;
  }

  private static String hashes(List<String> hashes) {
    String shown =
        hashes.stream()
            .limit(HASHES_SHOWN)
            .map(hash -> "\"" + hash.substring(0, HASH_SHOWN) + "...\"")
            .collect(Collectors.joining(", "));
    int more = hashes.size() - HASHES_SHOWN;
    return "[" + shown + (more > 0 ? ", \"... " + more + " more\"" : "") + "]";
  }

  /** {@return a table of the statements, those who are paid most first if there are many} */
  static List<String> publishers(List<Statement> statements) {
    int width =
        statements.stream()
            .mapToInt(statement -> statement.publisherId().value().length())
            .max()
            .orElse(0);
    String row = "%-" + Math.max(width, "Publisher".length()) + "s %7s %18s %14s %15s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, row, "Publisher", "Lines", "Credited gross", "Payable", "Carry"));
    shown(statements)
        .forEach(
            statement ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        row,
                        statement.publisherId(),
                        statement.lines().size(),
                        ExactAmount.text(statement.gross()),
                        statement.payable().display(),
                        ExactAmount.text(statement.closingCarry()))));
    if (statements.size() > PUBLISHERS_SHOWN) {
      lines.add("and " + (statements.size() - PUBLISHERS_SHOWN) + " more, in index.html");
    }
    return lines;
  }

  private static List<Statement> shown(List<Statement> statements) {
    return statements.size() <= PUBLISHERS_SHOWN
        ? statements
        : statements.stream().sorted(BY_PAYABLE.reversed()).limit(PUBLISHERS_SHOWN).toList();
  }

  /** Amounts of several currencies are not compared, only put into some order. */
  static final Comparator<Statement> BY_PAYABLE =
      Comparator.comparing(
              (Statement statement) -> statement.currency().code(), Comparator.reverseOrder())
          .thenComparing(statement -> statement.payable().minor());
}
