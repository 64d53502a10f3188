package dev.factory.core.jdbc;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as the outbox keeps it: canonical JSON with a version. */
final class EventJson {
  private static final long VERSION = 1;

  private EventJson() {}

  static byte[] write(Event event) {
    return CanonicalJson.of(
        Map.of(
            "v", VERSION,
            "type", event.type(),
            "subjects", event.subjects().stream().map(EventJson::subject).toList(),
            "data", event.data(),
            "key", event.idempotencyKey(),
            "streams", event.streams()));
  }

  private static Map<String, Object> subject(SubjectRef ref) {
    return Map.of("subject", ref.subject(), "fields", ref.fields().stream().sorted().toList());
  }

  static Event read(byte[] json) {
    Map<String, @Nullable Object> map = CanonicalJson.parseObject(json);
    if (!Long.valueOf(VERSION).equals(map.get("v"))) {
      throw new FactoryException(
          "core.outbox-version",
          "an event in the outbox has a version this release does not know; it waits on: use a"
              + " release that is at least as new as the one that wrote it");
    }
    return new Event(
        (String) part(map, "type"),
        list(map, "subjects").stream().map(EventJson::subjectRef).toList(),
        object(part(map, "data")),
        (String) part(map, "key"),
        list(map, "streams").stream().map(String.class::cast).toList());
  }

  private static SubjectRef subjectRef(Object json) {
    Map<String, @Nullable Object> map = object(json);
    Set<String> fields = Set.copyOf(list(map, "fields").stream().map(String.class::cast).toList());
    return new SubjectRef((String) part(map, "subject"), fields);
  }

  private static Object part(Map<String, @Nullable Object> map, String name) {
    Object part = map.get(name);
    if (part == null) {
      throw new FactoryException(
          "core.outbox-damaged",
          "an event in the outbox lacks its member \""
              + name
              + "\"; it waits on: restore the"
              + " table from a backup");
    }
    return part;
  }

  @SuppressWarnings("unchecked") // the parser gives lists without null where these are written
  private static List<Object> list(Map<String, @Nullable Object> map, String name) {
    return (List<Object>) part(map, name);
  }

  @SuppressWarnings("unchecked") // the parser's objects have text keys
  private static Map<String, @Nullable Object> object(Object json) {
    return (Map<String, @Nullable Object>) json;
  }
}
