package dev.factory.attribution;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.internal.Sha256;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is told to the journal, one kind of event for each transition; see DESIGN.md. */
final class JournalEvents {
  private static final String USER_KEY = "user_key";
  private static final String ORDER_ID = "order_id";
  private static final String EVIDENCE = "evidence";

  private JournalEvents() {}

  /** A fitted model is told first, so that who reads the policy knows the weights it names. */
  static List<Event> published(PolicyVersion policy) {
    String hash = policy.hash().text();
    Event event =
        Event.of(
            "PolicyPublished",
            "policy:" + hash,
            Map.of("policy_hash", hash, "policy", policy.members()));
    return policy.model() instanceof CreditModel.Fitted fitted
        ? List.of(published(fitted.version()), event)
        : List.of(event);
  }

  private static Event published(ModelVersion model) {
    String hash = model.hash().text();
    return Event.of(
        "ModelPublished", "model:" + hash, Map.of("model_hash", hash, "model", model.members()));
  }

  static Optional<Event> of(Touchpoint touch, RecordOutcome outcome) {
    return switch (outcome) {
      case RECORDED -> Optional.of(recorded(touch));
      case CONFLICT -> Optional.of(rejected(touch));
      default -> Optional.empty();
    };
  }

  static Optional<Event> of(Conversion conversion, RecordOutcome outcome) {
    return outcome == RecordOutcome.RECORDED ? Optional.of(recorded(conversion)) : Optional.empty();
  }

  static Optional<Event> of(Reversal reversal, RecordOutcome outcome) {
    return outcome == RecordOutcome.RECORDED ? Optional.of(recorded(reversal)) : Optional.empty();
  }

  /** A click is named as the operations guide names it; other kinds say which they are. */
  static Event recorded(Touchpoint touch) {
    boolean click = touch.kind() == TouchKind.CLICK;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(click ? "click_id" : "touchpoint_id", touch.eventId().value());
    if (!click) {
      data.put("kind", touch.kind().name());
    }
    data.put("publisher_id", touch.publisherId().value());
    data.put("offer_id", touch.offerId().value());
    data.put("occurred_at", touch.at().toString());
    data.put(USER_KEY, touch.userKey().value());
    if (touch.sequence() > 0) {
      data.put("sequence", Long.toString(touch.sequence()));
    }
    if (!touch.channel().isEmpty()) {
      data.put("channel", touch.channel());
    }
    if (!touch.flags().isEmpty()) {
      data.put("flags", List.copyOf(touch.flags()));
    }
    Set<String> personal = new TreeSet<>(Set.of(USER_KEY));
    addEvidence(touch.evidence(), data, personal);
    return new Event(
        click ? "ClickRecorded" : "TouchpointRecorded",
        List.of(new SubjectRef(touch.userKey().value(), personal)),
        data,
        (click ? "click:" : "touchpoint:") + touch.eventId(),
        List.of(stream(touch.publisherId())));
  }

  private static void addEvidence(
      Map<String, String> evidence, Map<String, @Nullable Object> data, Set<String> personal) {
    Map<String, String> others = new TreeMap<>(evidence);
    for (String name : List.of(Touchpoint.IP_HASH, Touchpoint.USER_AGENT)) {
      String value = others.remove(name);
      if (value != null) {
        data.put(name, value);
        personal.add(name);
      }
    }
    if (!others.isEmpty()) {
      data.put(EVIDENCE, others);
      personal.add(EVIDENCE);
    }
  }

  /**
   * Told once for each content that is turned away: the key has its hash. What is personal is in
   * the hash alone.
   */
  static Event rejected(Touchpoint touch) {
    Map<String, Object> data = new TreeMap<>();
    data.put("touchpoint_id", touch.eventId().value());
    data.put("kind", touch.kind().name());
    data.put("publisher_id", touch.publisherId().value());
    data.put("offer_id", touch.offerId().value());
    data.put("occurred_at", touch.at().toString());
    data.put("reason", "CONFLICT");
    return Event.of(
        "TouchpointRejected",
        "touchpoint-rejected:" + touch.eventId() + ":" + Sha256.of(CanonicalJson.of(data)),
        data,
        stream(touch.publisherId()));
  }

  /** Belongs to no stream: who is concerned is known once it is attributed. */
  static Event recorded(Conversion conversion) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("conversion_id", conversion.eventId().value());
    data.put(ORDER_ID, conversion.orderId().value());
    data.put(USER_KEY, conversion.userKey().value());
    data.put("offer_id", conversion.offerId().value());
    data.put("occurred_at", conversion.at().toString());
    data.put("currency", conversion.gross().currency().code());
    data.put("gross", conversion.gross().toDecimal());
    if (!conversion.milestone().isEmpty()) {
      data.put("milestone", conversion.milestone());
    }
    return new Event(
        "ConversionRecorded",
        List.of(new SubjectRef(conversion.userKey().value(), Set.of(USER_KEY, ORDER_ID))),
        data,
        "conversion:" + conversion.eventId(),
        List.of());
  }

  /** Belongs to no stream, as a conversion; {@link #computed} tells the publishers. */
  static Event recorded(Reversal reversal) {
    return Event.of(
        "ReversalRecorded",
        "reversal:" + reversal.eventId(),
        Map.of(
            "reversal_id", reversal.eventId().value(),
            "conversion_id", reversal.conversionId().value(),
            "kind", reversal.kind().name(),
            "occurred_at", reversal.at().toString(),
            "currency", reversal.amount().currency().code(),
            "amount", reversal.amount().toDecimal()));
  }

  /**
   * {@return one event, or, for more publishers than an event has streams, one for each {@value
   * Event#MAX_STREAMS} of them in the order of ids, with the credits of these publishers and no
   * others}
   */
  static List<Event> computed(CreditSet set) {
    List<PublisherId> publishers = List.copyOf(set.publishers());
    if (publishers.isEmpty()) {
      return List.of(part(set, List.of(PublisherId.UNATTRIBUTED), List.of(), 1, 1));
    }
    int parts = (publishers.size() + Event.MAX_STREAMS - 1) / Event.MAX_STREAMS;
    List<Event> events = new ArrayList<>(parts);
    for (int part = 1; part <= parts; part++) {
      int from = (part - 1) * Event.MAX_STREAMS;
      int to = Math.min(publishers.size(), from + Event.MAX_STREAMS);
      List<PublisherId> some = publishers.subList(from, to);
      events.add(part(set, some, some.stream().map(JournalEvents::stream).toList(), part, parts));
    }
    return events;
  }

  private static Event part(
      CreditSet set, Collection<PublisherId> parties, List<String> streams, int part, int parts) {
    boolean reversal = set.cause() != CreditCause.CONVERSION;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("conversion_id", set.conversionId().value());
    if (reversal) {
      data.put("reversal_id", set.causeId().value());
      data.put("kind", set.cause().name());
      data.put("reversed_before", set.reversedBefore().toDecimal());
    }
    data.put("policy_hash", set.policy().text());
    if (!set.identity().equals(IdentityHash.NONE)) {
      data.put("identity_hash", set.identity().text());
    }
    data.put("occurred_at", set.at().toString());
    data.put("currency", set.amount().currency().code());
    data.put("amount", set.amount().toDecimal());
    data.put("commission_micro", Long.toString(set.commission().micro()));
    data.put("fee_micro", Long.toString(set.fee().micro()));
    data.put("eligible_touches", set.isUnattributed() ? 0 : set.credits().size());
    data.put("total_weight", Long.toString(set.credits().stream().mapToLong(Credit::weight).sum()));
    data.put("credits", credits(set, parties));
    data.put("part", part);
    data.put("parts", parts);
    return new Event(
        reversal ? "ReversalAttributed" : "AttributionComputed",
        List.of(),
        data,
        (reversal ? "reversal-attribution:" : "attribution:") + part + ":" + set.causeId(),
        streams);
  }

  private static List<Map<String, Object>> credits(CreditSet set, Collection<PublisherId> parties) {
    List<Map<String, Object>> credits = new ArrayList<>();
    for (Credit credit : set.credits()) {
      if (credit.weight() > 0 && parties.contains(credit.publisherId())) {
        Map<String, Object> members = new LinkedHashMap<>();
        credit.touch().ifPresent(touch -> members.put("touch_id", touch.value()));
        members.put("publisher_id", credit.publisherId().value());
        members.put("weight", Long.toString(credit.weight()));
        members.put("credit_micro", Long.toString(credit.credit().micro()));
        members.put("commission_micro", Long.toString(credit.commission().micro()));
        credits.add(members);
      }
    }
    return credits;
  }

  static Event closed(Statement statement) {
    return Event.of(
        "StatementClosed",
        "statement:"
            + statement.publisherId()
            + ":"
            + statement.currency().code()
            + "/"
            + statement.currency().exponent()
            + ":"
            + statement.period().start(),
        Map.of(
            "publisher_id", statement.publisherId().value(),
            "currency", statement.currency().code(),
            "period_start", statement.period().start().toString(),
            "period_end", statement.period().end().toString(),
            "statement_hash", statement.hash().text(),
            "lines", statement.lines().size(),
            "opening_carry_micro", Long.toString(statement.openingCarry().micro()),
            "payable", statement.payable().toDecimal(),
            "closing_carry_micro", Long.toString(statement.closingCarry().micro())),
        stream(statement.publisherId()));
  }

  private static String stream(PublisherId publisher) {
    return "publisher_id=" + publisher;
  }
}
