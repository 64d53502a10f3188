package dev.factory.attribution.credit;

/**
 * Takes what {@link ColumnKernel} computes, one conversion after the other, in no order. Each
 * thread has a sink of its own.
 */
public interface ColumnSink {

  /**
   * Takes the credits of one conversion. The arrays are lent for the call; what is behind {@code
   * size} means nothing.
   *
   * @param conversion the row of the conversion
   * @param touches the rows of its eligible touches, first touch first
   * @param weights one for each, zero or more
   * @param credits their parts of the gross in millionths of a minor unit
   * @param commissions their parts of the publishers' share
   * @param size how many, 1 or more
   */
  void credited(
      int conversion, int[] touches, long[] weights, long[] credits, long[] commissions, int size);

  /**
   * Takes a conversion without an eligible touch: nobody gets its credit.
   *
   * @param conversion the row of the conversion
   * @param credit its gross in millionths of a minor unit
   * @param commission the publishers' share of it, which is paid to nobody
   */
  void unattributed(int conversion, long credit, long commission);
}
