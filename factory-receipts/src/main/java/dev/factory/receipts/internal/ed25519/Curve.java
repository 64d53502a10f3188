package dev.factory.receipts.internal.ed25519;

import java.util.HexFormat;

/**
 * Arithmetic on the curve -x^2 + y^2 = 1 + d x^2 y^2 of RFC 8032, section 5.1. The formulas of
 * section 5.1.4 hold for all pairs of points, those of small order among them. Holds scratch space:
 * one thread at a time.
 */
final class Curve {
  private final FieldElement d =
      constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");
  private final FieldElement rootOfMinusOne =
      constant("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");
  private final FieldElement one = FieldElement.of(1);
  private final FieldElement twiceD = new FieldElement();
  private final FieldElement inverseOfD = new FieldElement();

  private final FieldPowers powers = new FieldPowers();
  private final FieldElement a = new FieldElement();
  private final FieldElement b = new FieldElement();
  private final FieldElement c = new FieldElement();
  private final FieldElement e = new FieldElement();
  private final FieldElement f = new FieldElement();
  private final FieldElement g = new FieldElement();
  private final FieldElement h = new FieldElement();

  Curve() {
    twiceD.setProduct(d, FieldElement.of(2));
    powers.setInverse(inverseOfD, d);
  }

  private static FieldElement constant(String littleEndian) {
    FieldElement element = new FieldElement();
    element.setBytes(HexFormat.of().parseHex(littleEndian), 0);
    return element;
  }

  /** Sets {@code result} to the base point of RFC 8032, section 5.1. */
  void setBase(AffinePoint result) {
    byte[] encoded =
        HexFormat.of().parseHex("5866666666666666666666666666666666666666666666666666666666666666");
    if (!decode(encoded, 0, result)) {
      throw new AssertionError("the base point is on the curve");
    }
  }

  /**
   * Decodes as RFC 8032, section 5.1.3 says: y must be less than p, and an x of zero has no sign.
   *
   * @return false if these 32 bytes encode no point; {@code result} is undefined then
   */
  boolean decode(byte[] bytes, int offset, AffinePoint result) {
    if (!FieldElement.isCanonical(bytes, offset)) {
      return false;
    }
    FieldElement y = e;
    y.setBytes(bytes, offset);
    if (!setRoot(y)) {
      return false;
    }
    FieldElement x = g;
    boolean sign = bytes[offset + FieldElement.BYTES - 1] < 0;
    if (sign && x.isZero()) {
      return false;
    }
    if (x.isOdd() != sign) {
      x.setNegation(x);
    }
    setAffine(result, x, y);
    return true;
  }

  /** Sets g to a root of (y^2 - 1) / (d y^2 + 1), or says that there is none. Leaves e alone. */
  private boolean setRoot(FieldElement y) {
    FieldElement u = a;
    FieldElement v = b;
    FieldElement root = g;
    u.setSquare(y);
    v.setProduct(u, d);
    u.setDifference(u, one);
    v.setSum(v, one);
    // u v^3 (u v^7)^((p - 5) / 8)
    c.setSquare(v);
    c.setProduct(c, v);
    root.setSquare(c);
    root.setProduct(root, v);
    root.setProduct(root, u);
    powers.setRootPower(root, root);
    root.setProduct(root, c);
    root.setProduct(root, u);
    c.setSquare(root);
    c.setProduct(c, v);
    f.setDifference(c, u);
    if (f.isZero()) {
      return true;
    }
    f.setSum(c, u);
    root.setProduct(root, rootOfMinusOne);
    return f.isZero();
  }

  private void setAffine(AffinePoint result, FieldElement x, FieldElement y) {
    result.sum.setSum(y, x);
    result.difference.setDifference(y, x);
    result.product.setProduct(x, y);
    result.product.setProduct(result.product, twiceD);
  }

  /** Sets {@code result} to the same point: one inversion. */
  void setAffine(AffinePoint result, CurvePoint point) {
    powers.setInverse(a, point.z);
    b.setProduct(point.x, a);
    c.setProduct(point.y, a);
    setAffine(result, b, c);
  }

  /** Sets {@code result} to the same point, cheaper than adding it to the neutral element. */
  void setPoint(CurvePoint result, AffinePoint point) {
    result.x.setDifference(point.sum, point.difference);
    result.y.setSum(point.sum, point.difference);
    result.z.setSum(one, one);
    result.t.setProduct(point.product, inverseOfD);
  }

  void negate(CurvePoint point) {
    point.x.setNegation(point.x);
    point.t.setNegation(point.t);
  }

  void add(CurvePoint sum, AffinePoint point) {
    a.setDifference(sum.y, sum.x);
    b.setSum(sum.y, sum.x);
    a.setProduct(a, point.difference);
    b.setProduct(b, point.sum);
    c.setProduct(sum.t, point.product);
    f.setSum(sum.z, sum.z);
    g.setSum(f, c);
    f.setDifference(f, c);
    finish(sum);
  }

  void subtract(CurvePoint sum, AffinePoint point) {
    a.setDifference(sum.y, sum.x);
    b.setSum(sum.y, sum.x);
    a.setProduct(a, point.sum);
    b.setProduct(b, point.difference);
    c.setProduct(sum.t, point.product);
    f.setSum(sum.z, sum.z);
    g.setDifference(f, c);
    f.setSum(f, c);
    finish(sum);
  }

  /** Adds {@code point}, which must not be the same object. */
  void add(CurvePoint sum, CurvePoint point) {
    a.setDifference(sum.y, sum.x);
    b.setSum(sum.y, sum.x);
    e.setDifference(point.y, point.x);
    h.setSum(point.y, point.x);
    a.setProduct(a, e);
    b.setProduct(b, h);
    c.setProduct(sum.t, point.t);
    c.setProduct(c, twiceD);
    f.setProduct(sum.z, point.z);
    f.setSum(f, f);
    g.setSum(f, c);
    f.setDifference(f, c);
    finish(sum);
  }

  private void finish(CurvePoint result) {
    e.setDifference(b, a);
    h.setSum(b, a);
    result.x.setProduct(e, f);
    result.y.setProduct(g, h);
    result.z.setProduct(f, g);
    result.t.setProduct(e, h);
  }

  /** Doubles {@code point} {@code times} times over. */
  void twice(CurvePoint point, int times) {
    for (int i = 0; i < times; i++) {
      a.setSquare(point.x);
      b.setSquare(point.y);
      c.setSquare(point.z);
      e.setSum(point.x, point.y);
      e.setSquare(e);
      h.setSum(a, b);
      e.setDifference(e, h);
      g.setDifference(b, a);
      f.setDifference(g, c);
      f.setDifference(f, c);
      h.setNegation(h);
      point.x.setProduct(e, f);
      point.y.setProduct(g, h);
      point.z.setProduct(f, g);
      if (i == times - 1) {
        // doubling does not read it
        point.t.setProduct(e, h);
      }
    }
  }

  /** Says whether {@code point} is the neutral element. Leaves it alone. */
  boolean isNeutral(CurvePoint point) {
    a.set(point.x);
    b.setDifference(point.y, point.z);
    return a.isZero() && b.isZero();
  }
}
