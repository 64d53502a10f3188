package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table {@code clicks}. */
final class TouchpointTable {
  private static final String INSERT =
      """
      INSERT INTO clicks (event_id, user_key, occurred_at, sequence, kind, publisher_id, offer_id,
        channel, flags, ip_hash, user_agent, evidence, recorded_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (event_id) DO NOTHING""";

  private static final String BY_ID = "SELECT * FROM clicks WHERE event_id";

  private static final String PUBLISHERS = "SELECT DISTINCT publisher_id FROM clicks ORDER BY 1";

  private final Session session;
  private final RecordedRows<Touchpoint> rows;
  private final String byUser;

  TouchpointTable(Session session) {
    this.session = session;
    this.rows =
        new RecordedRows<>(
            session,
            INSERT,
            BY_ID,
            TouchpointTable::bind,
            TouchpointTable::read,
            Touchpoint::eventId);
    this.byUser =
        "SELECT * FROM clicks WHERE user_key"
            + session.isAny()
            + "AND occurred_at >= ? AND occurred_at <= ?"
            + " ORDER BY user_key, occurred_at, sequence, event_id";
  }

  List<RecordOutcome> record(List<Touchpoint> touchpoints, Instant recordedAt) {
    return rows.record(touchpoints, recordedAt);
  }

  void of(
      Collection<UserKey> users, Instant first, Instant last, Consumer<? super Touchpoint> sink) {
    List<String> keys = users.stream().map(UserKey::value).toList();
    session.each(
        byUser,
        parameters -> parameters.any(keys).time(first).time(last),
        row -> sink.accept(read(row)));
  }

  List<PublisherId> publishers() {
    return session.list(
        PUBLISHERS, Session.Binding.NONE, row -> new PublisherId(row.text("publisher_id")));
  }

  private static void bind(Parameters parameters, Touchpoint touch) {
    Map<String, String> others = new TreeMap<>(touch.evidence());
    String ipHash = others.remove(Touchpoint.IP_HASH);
    String userAgent = others.remove(Touchpoint.USER_AGENT);
    parameters
        .text(touch.eventId().value())
        .text(touch.userKey().value())
        .time(touch.at())
        .number(touch.sequence())
        .text(touch.kind().name())
        .text(touch.publisherId().value())
        .text(touch.offerId().value())
        .text(touch.channel())
        .text(String.join("|", touch.flags()))
        .text(ipHash)
        .text(userAgent)
        .text(json(others));
  }

  private static Touchpoint read(Row row) {
    return new Touchpoint(
        new EventId(row.text("event_id")),
        new UserKey(row.text("user_key")),
        row.time("occurred_at"),
        row.number("sequence"),
        TouchKind.valueOf(row.text("kind")),
        new PublisherId(row.text("publisher_id")),
        new OfferId(row.text("offer_id")),
        row.text("channel"),
        flags(row.text("flags")),
        evidence(row));
  }

  private static Set<String> flags(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split("\\|"));
  }

  private static @Nullable String json(Map<String, String> evidence) {
    return evidence.isEmpty()
        ? null
        : new String(CanonicalJson.of(evidence), StandardCharsets.UTF_8);
  }

  private static Map<String, String> evidence(Row row) {
    Map<String, String> evidence = new TreeMap<>();
    String json = row.textOrNull("evidence");
    if (json != null) {
      CanonicalJson.parseObject(json.getBytes(StandardCharsets.UTF_8))
          .forEach((name, value) -> evidence.put(name, String.valueOf(value)));
    }
    putIfThere(evidence, Touchpoint.IP_HASH, row.textOrNull("ip_hash"));
    putIfThere(evidence, Touchpoint.USER_AGENT, row.textOrNull("user_agent"));
    return evidence;
  }

  private static void putIfThere(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
