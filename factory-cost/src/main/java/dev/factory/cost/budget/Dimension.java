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

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
