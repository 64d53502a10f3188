package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents that differ from a JSON document in one value. */
final class JsonChanges {
  private JsonChanges() {}

  /** One document for each text and each number: the text loses its last letter or gains one. */
  static List<byte[]> ofEachText(byte[] json) {
    List<byte[]> changed = new ArrayList<>();
    Map<String, @Nullable Object> whole = CanonicalJson.parseObject(json);
    for (Object variant : variants(whole)) {
      changed.add(CanonicalJson.ofValue(variant));
    }
    return changed;
  }

  private static List<Object> variants(@Nullable Object value) {
    List<Object> variants = new ArrayList<>();
    if (value instanceof String text) {
      variants.add(text + "A");
      if (!text.isEmpty()) {
        variants.add(text.substring(0, text.length() - 1));
        variants.add((text.charAt(0) == 'B' ? "C" : "B") + text.substring(1));
      }
    } else if (value instanceof Long number) {
      variants.add(number + 1);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        for (Object item : variants(list.get(i))) {
          List<@Nullable Object> other = new ArrayList<>(list);
          other.set(i, item);
          variants.add(other);
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        for (Object item : variants(member.getValue())) {
          Map<Object, @Nullable Object> other = new LinkedHashMap<>(map);
          other.put(member.getKey(), item);
          variants.add(other);
        }
      }
    }
    return variants;
  }
}
