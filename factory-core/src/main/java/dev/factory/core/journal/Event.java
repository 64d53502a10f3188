package dev.factory.core.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing a module did, ready to be recorded.
 *
 * @param type what happened, in the field's words: {@code ClickRecorded}; letters, digits, dots,
 *     hyphens and underscores, at most 64
 * @param subjects whose personal data stands in {@code data}, and in which members; empty if none
 * @param data the facts: member names and values that JSON can hold (text, booleans, null, lists,
 *     maps with text keys, integers within ±(2^53-1), other numbers as {@code double} or {@link
 *     java.math.BigDecimal}); amounts of money as text or as whole minor units
 * @param idempotencyKey tells this event from every other of the same journal, and is the same when
 *     the event is reported again; 1 to 200 characters, none of them a control character
 * @param streams the named lists it belongs to, such as {@code publisher_id=pub-456}; at most
 *     {@value #MAX_STREAMS}, each 1 to 200 characters; order and repetition do not matter
 */
public record Event(
    String type,
    List<SubjectRef> subjects,
    Map<String, @Nullable Object> data,
    String idempotencyKey,
    List<String> streams) {

  /** The most streams one event may belong to. */
  public static final int MAX_STREAMS = 8;

  private static final int MAX_KEY = 200;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Copies lists and the top level of {@code data}; streams end up sorted and without doubles. */
  public Event {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "an event type is 1 to 64 letters, digits, dots, hyphens or underscores, not \""
              + type
              + "\"");
    }
    requireShort("an idempotency key", idempotencyKey);
    subjects = List.copyOf(subjects);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    streams = sortedStreams(streams);
    requireFieldsKnown(subjects, data);
  }

  /** {@return an event without personal data that belongs to {@code streams}} */
  public static Event of(
      String type, String idempotencyKey, Map<String, ?> data, String... streams) {
    return new Event(type, List.of(), new LinkedHashMap<>(data), idempotencyKey, List.of(streams));
  }

  private static List<String> sortedStreams(List<String> streams) {
    List<String> sorted = new ArrayList<>(streams.stream().sorted().distinct().toList());
    if (sorted.size() > MAX_STREAMS) {
      throw new IllegalArgumentException(
          "an event belongs to at most " + MAX_STREAMS + " streams, not " + sorted.size());
    }
    sorted.forEach(stream -> requireShort("a stream key", stream));
    return List.copyOf(sorted);
  }

  private static void requireShort(String what, String value) {
    if (value.isEmpty() || value.length() > MAX_KEY) {
      throw new IllegalArgumentException(
          what + " is 1 to " + MAX_KEY + " characters, not " + value.length());
    }
    // what a database or an encoder would refuse or rewrite must not get that far
    boolean odd = false;
    for (int at = 0; at < value.length() && !odd; at++) {
      int point = value.codePointAt(at);
      odd = Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
      at += Character.charCount(point) - 1;
    }
    if (odd) {
      throw new IllegalArgumentException(what + " holds no control characters or half surrogates");
    }
  }

  private static void requireFieldsKnown(
      List<SubjectRef> subjects, Map<String, @Nullable Object> data) {
    List<String> seen = new ArrayList<>();
    for (SubjectRef subject : subjects) {
      for (String field : subject.fields()) {
        if (!data.containsKey(field)) {
          throw new IllegalArgumentException(
              "the personal field \"" + field + "\" is not a member of the event's data");
        }
        if (seen.contains(field)) {
          throw new IllegalArgumentException(
              "the personal field \"" + field + "\" belongs to more than one data subject");
        }
        seen.add(field);
      }
    }
  }
}
