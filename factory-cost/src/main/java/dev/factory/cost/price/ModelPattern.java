package dev.factory.cost.price;

/**
 * Which models a price is for, by the name a call uses.
 *
 * @param kind how names are compared
 * @param text what they are compared with; not empty
 */
public record ModelPattern(Kind kind, String text) implements Comparable<ModelPattern> {

  /** How names are compared, the most particular first. */
  public enum Kind {
    /** The name is the text. */
    EXACT,
    /** The name begins with it. */
    PREFIX,
    /** The name ends with it. */
    SUFFIX,
    /** The text stands somewhere in the name. */
    CONTAINS
  }

  /** Refuses an empty text, which every name would match. */
  public ModelPattern {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a model pattern has a text");
    }
  }

  /** {@return the model with exactly this name} */
  public static ModelPattern exact(String name) {
    return new ModelPattern(Kind.EXACT, name);
  }

  /** {@return models whose names begin with {@code text}} */
  public static ModelPattern prefix(String text) {
    return new ModelPattern(Kind.PREFIX, text);
  }

  /** {@return whether it is for the model with this name} */
  public boolean matches(String model) {
    return switch (kind) {
      case EXACT -> model.equals(text);
      case PREFIX -> model.startsWith(text);
      case SUFFIX -> model.endsWith(text);
      case CONTAINS -> model.contains(text);
    };
  }

  /** The more particular first: by kind, then the longer text, then the text itself. */
  @Override
  public int compareTo(ModelPattern other) {
    int byKind = kind.compareTo(other.kind);
    int byLength = Integer.compare(other.text.length(), text.length());
    return byKind != 0 ? byKind : byLength != 0 ? byLength : text.compareTo(other.text);
  }
}
