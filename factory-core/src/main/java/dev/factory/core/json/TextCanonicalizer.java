package dev.factory.core.json;

/** Rewrites a JSON text in canonical form in one pass, without a tree in between. */
final class TextCanonicalizer {
  private final JsonScanner in;
  private final CanonicalWriter out;
  private final MemberOrder order;

  private TextCanonicalizer(byte[] text) {
    in = JsonScanner.of(text);
    out = new CanonicalWriter(text.length);
    order = new MemberOrder(out);
  }

  static byte[] canonicalize(byte[] text) {
    TextCanonicalizer canonicalizer = new TextCanonicalizer(text);
    canonicalizer.value();
    canonicalizer.in.end();
    return canonicalizer.out.toByteArray();
  }

  private void value() {
    switch (in.value()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> in.string(out);
      case 't' -> out.ascii("true");
      case 'f' -> out.ascii("false");
      case 'n' -> out.ascii("null");
      default -> number();
    }
  }

  private void object() {
    out.put('{');
    int mark = order.open();
    boolean more = in.enter('}');
    while (more) {
      in.name();
      int origin = in.position();
      int start = out.size();
      in.string(out);
      order.named(start, origin);
      in.colon();
      out.put(':');
      value();
      more = in.another('}');
      if (more) {
        out.put(',');
      }
    }
    int twice = order.close(mark);
    if (twice != MemberOrder.NONE) {
      throw JsonProblem.DUPLICATE_NAME.atByte(twice);
    }
    out.put('}');
  }

  private void array() {
    out.put('[');
    boolean more = in.enter(']');
    while (more) {
      value();
      more = in.another(']');
      if (more) {
        out.put(',');
      }
    }
    out.put(']');
  }

  private void number() {
    int from = in.position();
    if (in.number()) {
      out.digits(in.integer(from));
    } else {
      Numbers.write(in.real(from), out);
    }
  }
}
