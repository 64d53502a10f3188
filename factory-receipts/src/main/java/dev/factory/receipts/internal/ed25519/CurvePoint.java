package dev.factory.receipts.internal.ed25519;

/**
 * A point in extended coordinates (RFC 8032, section 5.1.4): x = X/Z, y = Y/Z, xy = T/Z. Changed in
 * place; at first the neutral element.
 */
final class CurvePoint {
  final FieldElement x = new FieldElement();
  final FieldElement y = FieldElement.of(1);
  final FieldElement z = FieldElement.of(1);
  final FieldElement t = new FieldElement();

  void setNeutral() {
    x.setZero();
    y.setOne();
    z.setOne();
    t.setZero();
  }

  void set(CurvePoint other) {
    x.set(other.x);
    y.set(other.y);
    z.set(other.z);
    t.set(other.t);
  }
}
