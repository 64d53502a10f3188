package dev.factory.receipts.internal.ed25519;

/**
 * A point as it is cheapest to add: y + x, y - x and 2dxy, of affine x and y. Changed in place; the
 * sum and the difference are of two tight elements, the product is tight.
 */
final class AffinePoint {
  final FieldElement sum = new FieldElement();
  final FieldElement difference = new FieldElement();
  final FieldElement product = new FieldElement();
}
