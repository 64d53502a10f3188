package dev.factory.cost.budget;

import java.util.Locale;

/** What spending can be told apart by. */
public enum Dimension {
  /** The company or customer. */
  TENANT,
  /** The person; a pseudonym, never a name or an address. */
  USER,
  /** The API key, by its id and never by the key itself. */
  KEY,
  /** The part of the product that calls. */
  FEATURE,
  /** Whose model it is. */
  PROVIDER,
  /** Which model. */
  MODEL,
  /** Anything else. */
  TAG;

  /** {@return its name in ids of budgets and in reports, {@code tenant}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the dimension with this name}
   *
   * @throws IllegalArgumentException if there is none; the names are those of {@link #text}
   */
  public static Dimension parse(String text) {
    for (Dimension dimension : values()) {
      if (dimension.text().equals(text)) {
        return dimension;
      }
    }
    throw new IllegalArgumentException(
        "a dimension is one of tenant, user, key, feature, provider, model and tag");
  }
}
