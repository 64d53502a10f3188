package dev.factory.core.json;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The Jackson set-up that all modules share, for configuration, messages and reports.
 *
 * <p>What is hashed or signed does not go through it but through {@link CanonicalJson}.
 */
public final class Json {
  private static final JsonMapper MAPPER = build();

  private Json() {}

  /**
   * {@return the mapper, which is immutable and safe for use by many threads}
   *
   * <p>It takes nothing for granted that a sender may have meant differently:
   *
   * <ul>
   *   <li>a second member of the same name, an unknown member, and anything after the value are
   *       errors, because each hides a mistake, or a value that another reader takes instead;
   *   <li>text is never taken for a number, a number never for text, true or false, a fraction
   *       never for an integer, and an index never for an enum constant: {@code "12"} is not 12;
   *   <li>{@code null} for a primitive is an error and not 0 (a member that is missing does leave
   *       0: where that matters, use a boxed type and check it);
   *   <li>numbers with a fraction are read into {@code Object} and trees as {@link
   *       java.math.BigDecimal}, so that no digit is lost on the way to an amount;
   *   <li>dates, times and durations are written as ISO 8601 text, and a date keeps the offset with
   *       which it was sent.
   * </ul>
   *
   * <p>The messages of Jackson's exceptions quote what they could not read. Do not log or send them
   * where personal data must not go.
   */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** Defaults are named too where a change of them would change what is accepted. */
  private static JsonMapper build() {
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(
            DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
            DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
            DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .build();
  }
}
