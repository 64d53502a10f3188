package dev.factory.examples.cli;

import dev.factory.attribution.statement.Statement;
import dev.factory.examples.pages.ExactAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement on one line. */
final class StatementRow {
  private StatementRow() {}

  /** {@return the statements as a table with its head, amounts to the millionth} */
  static List<String> table(List<Statement> statements) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"publisher", "lines", "carried in", "earned", "payable", "carried out"});
    for (Statement statement : statements) {
      rows.add(
          new String[] {
            Text.printable(statement.publisherId().value()),
            Integer.toString(statement.lines().size()),
            ExactAmount.text(statement.openingCarry()),
            ExactAmount.text(statement.earned()),
            statement.payable().display(),
            ExactAmount.text(statement.closingCarry())
          });
    }
    return aligned(rows);
  }

  /** {@return rows with columns of one width; the first column to the left, others to the right} */
  static List<String> aligned(List<String[]> rows) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String format = column == 0 ? "%-" + widths[0] + "s" : "  %" + widths[column] + "s";
        line.append(String.format(Locale.ROOT, format, row[column]));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** {@return the statement for machines, without its lines} */
  static Map<String, @Nullable Object> members(Statement statement) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("publisher_id", statement.publisherId().value());
    members.put("currency", statement.currency().code());
    members.put("lines", statement.lines().size());
    members.put("opening_carry_micro", Long.toString(statement.openingCarry().micro()));
    members.put("earned_micro", Long.toString(statement.earned().micro()));
    members.put("payable", statement.payable().toDecimal());
    members.put("closing_carry_micro", Long.toString(statement.closingCarry().micro()));
    members.put("hash", statement.hash().text());
    return members;
  }
}
