package dev.factory.attribution.files;

import dev.factory.attribution.files.LineSource.Line;
import dev.factory.core.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Rows of NDJSON: one object a line. */
final class NdjsonSource implements RowSource {
  private static final String OBJECT = "one JSON object a line";

  private static final int MAX_SCALE = 100;

  private final LineSource lines;

  NdjsonSource(LineSource lines) {
    this.lines = lines;
  }

  @Override
  public @Nullable SourceRow next() throws IOException {
    Line line = lines.next();
    while (line != null && line.text().isBlank()) {
      line = lines.next();
    }
    return line == null ? null : record(line);
  }

  private static SourceRow record(Line line) {
    RawRow raw = new RawRow(FileFormat.NDJSON, null, line.text());
    if (line.cut()) {
      return new SourceRow.Broken(
          line.number(), raw, "is longer than " + LineSource.MAX_LINE + " characters", "less");
    }
    JsonNode node;
    try {
      node = Json.mapper().readTree(line.text());
    } catch (JacksonException e) {
      // its own message quotes the text
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      return new SourceRow.Broken(
          line.number(), raw, "is not JSON from character " + column + " on", OBJECT);
    }
    if (!node.isObject()) {
      return new SourceRow.Broken(line.number(), raw, "is not an object", OBJECT);
    }
    Set<String> members = new LinkedHashSet<>(node.propertyNames());
    return new SourceRow.Whole(
        line.number(),
        raw,
        members,
        new Cells((column, shape) -> text(node.get(column), column, shape)));
  }

  private static @Nullable String text(@Nullable JsonNode node, String column, Cells.Shape shape) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isString()) {
      return node.stringValue();
    }
    return switch (shape) {
      case TEXT -> throw new CellException(column, "is not text", "a JSON string");
      case NUMBER -> number(node, column);
      case LIST -> list(node, column);
    };
  }

  private static String number(JsonNode node, String column) {
    if (!node.isNumber()) {
      throw new CellException(column, "is neither a number nor text", "a JSON number or string");
    }
    BigDecimal number = node.decimalValue();
    // written out, 1e999999999 would not fit the memory
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw new CellException(column, "is too large or too small", "a plain number");
    }
    return number.toPlainString();
  }

  private static String list(JsonNode node, String column) {
    StringJoiner joined = new StringJoiner("|");
    for (JsonNode item : node) {
      if (!item.isString() || item.stringValue().indexOf('|') >= 0) {
        throw new CellException(column, "has an item that is no flag", "an array of strings");
      }
      joined.add(item.stringValue());
    }
    if (!node.isArray()) {
      throw new CellException(column, "is neither a list nor text", "an array of strings");
    }
    return joined.toString();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
