package dev.factory.attribution.credit;

/**
 * What each publisher gets, added up. Sums of whole numbers do not depend on the order, so any
 * split of the work gives the same.
 */
public final class PublisherTotals implements ColumnSink {
  private final TouchColumns touches;
  private final long[] credit;
  private final long[] commission;
  private long unattributedCredit;
  private long unattributedCommission;
  private long conversions;

  /**
   * Makes one in which everybody has nothing.
   *
   * @param touches the columns that rows are of
   * @param publishers one more than the largest number of a publisher
   */
  public PublisherTotals(TouchColumns touches, int publishers) {
    this.touches = touches;
    this.credit = new long[publishers];
    this.commission = new long[publishers];
  }

  @Override
  public void credited(
      int conversion, int[] rows, long[] weights, long[] credits, long[] commissions, int size) {
    conversions++;
    for (int touch = 0; touch < size; touch++) {
      if (weights[touch] != 0) {
        int publisher = touches.publisher(rows[touch]);
        credit[publisher] = Math.addExact(credit[publisher], credits[touch]);
        commission[publisher] = Math.addExact(commission[publisher], commissions[touch]);
      }
    }
  }

  @Override
  public void unattributed(int conversion, long gross, long pool) {
    conversions++;
    unattributedCredit = Math.addExact(unattributedCredit, gross);
    unattributedCommission = Math.addExact(unattributedCommission, pool);
  }

  /** Adds what another one has. {@return this} */
  public PublisherTotals plus(PublisherTotals other) {
    for (int publisher = 0; publisher < credit.length; publisher++) {
      credit[publisher] = Math.addExact(credit[publisher], other.credit[publisher]);
      commission[publisher] = Math.addExact(commission[publisher], other.commission[publisher]);
    }
    unattributed(0, other.unattributedCredit, other.unattributedCommission);
    conversions += other.conversions - 1;
    return this;
  }

  /** {@return the credit of a publisher in millionths of a minor unit} */
  public long credit(int publisher) {
    return credit[publisher];
  }

  /** {@return the commission of a publisher in millionths of a minor unit} */
  public long commission(int publisher) {
    return commission[publisher];
  }

  /** {@return the credit nobody gets, in millionths of a minor unit} */
  public long unattributedCredit() {
    return unattributedCredit;
  }

  /** {@return the commission that is paid to nobody, in millionths of a minor unit} */
  public long unattributedCommission() {
    return unattributedCommission;
  }

  /** {@return how many conversions were computed} */
  public long conversions() {
    return conversions;
  }
}
