package dev.factory.receipts.internal.ed25519;

/** Powers of field elements with fixed exponents. Holds scratch space: one thread at a time. */
final class FieldPowers {
  private final FieldElement low = new FieldElement();
  private final FieldElement ones = new FieldElement();
  private final FieldElement more = new FieldElement();
  private final FieldElement most = new FieldElement();

  /**
   * Sets {@code result} to a^(2^252 - 3), the power (p - 5) / 8 that a square root takes: 251
   * squarings and 11 products. Both may be the same.
   */
  void setRootPower(FieldElement result, FieldElement a) {
    // the comments give exponents; a run of k ones is 2^k - 1
    low.setSquare(a); // 2
    ones.setSquare(low, 2); // 8
    ones.setProduct(ones, a); // 9
    low.setProduct(low, ones); // 11
    low.setSquare(low); // 22
    ones.setProduct(ones, low); // 5 ones
    append(ones, ones, 5, more); // 10 ones
    append(more, more, 10, low); // 20
    append(low, low, 20, most); // 40
    append(most, more, 10, low); // 50
    append(low, low, 50, more); // 100
    append(more, more, 100, most); // 200
    append(most, low, 50, more); // 250
    more.setSquare(more, 2);
    result.setProduct(more, a); // 250 ones, then 01: 2^252 - 3
  }

  /** Sets {@code result} to 1/a, which of zero is zero. They must not be the same. */
  void setInverse(FieldElement result, FieldElement a) {
    // p - 2 = 8 * (2^252 - 3) + 3
    setRootPower(result, a);
    result.setSquare(result, 3);
    low.setSquare(a);
    low.setProduct(low, a);
    result.setProduct(result, low);
  }

  /** Moves {@code run} up by {@code by} bits and appends {@code tail} there. */
  private static void append(FieldElement run, FieldElement tail, int by, FieldElement result) {
    FieldElement end = tail;
    result.setSquare(run, by);
    result.setProduct(result, end);
  }
}
