package dev.factory.examples.cli;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as people read it: the members of the operations guide (Receipt Structure) in the order
 * it has them, then those that make it provable. Not canonical; data includes personal members.
 */
final class ReceiptPage {
  private static final List<String> ORDER =
      List.of("id", "type", "timestamp", "data", "signature", "prev_receipt");

  private ReceiptPage() {}

  static String of(Receipt receipt) {
    Map<String, @Nullable Object> members = CanonicalJson.parseObject(receipt.toJson());
    members.remove("disclosures");
    receipt.data().ifPresent(data -> members.put("data", data));
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    for (String name : ORDER) {
      if (members.containsKey(name)) {
        ordered.put(name, members.remove(name));
      }
    }
    ordered.putAll(members);
    ordered.put("hash", receipt.hash().toString());
    StringBuilder page = new StringBuilder();
    write(ordered, "", page);
    return page.toString();
  }

  private static void write(@Nullable Object value, String indent, StringBuilder page) {
    if (value instanceof Map<?, ?> members && !members.isEmpty()) {
      List<String> names = new ArrayList<>();
      members.keySet().forEach(name -> names.add(String.valueOf(name)));
      lines(
          '{',
          '}',
          names.size(),
          indent,
          page,
          i -> {
            page.append(scalar(names.get(i))).append(": ");
            write(members.get(names.get(i)), indent + "  ", page);
          });
    } else if (value instanceof List<?> items && !items.isEmpty()) {
      List<?> list = Collections.unmodifiableList(items);
      lines('[', ']', list.size(), indent, page, i -> write(list.get(i), indent + "  ", page));
    } else {
      page.append(scalar(value));
    }
  }

  private static void lines(
      char open, char close, int count, String indent, StringBuilder page, IntConsumer item) {
    page.append(open);
    for (int i = 0; i < count; i++) {
      page.append(i == 0 ? "\n" : ",\n").append(indent).append("  ");
      item.accept(i);
    }
    page.append('\n').append(indent).append(close);
  }

  /** JSON escapes what is below a space; the rest of what commands a terminal is escaped here. */
  private static String scalar(@Nullable Object value) {
    return Text.printable(new String(CanonicalJson.ofValue(value), StandardCharsets.UTF_8));
  }
}
