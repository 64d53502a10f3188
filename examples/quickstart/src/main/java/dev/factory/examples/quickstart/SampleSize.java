package dev.factory.examples.quickstart;

/**
 * How large a generated sample is.
 *
 * @param clicks clicks of the guide's publisher in the month, at least {@code attributedClicks}
 *     plus {@value #FIXED_CLICKS}
 * @param attributedClicks how many of them come before one of its conversions, within the window
 * @param conversions conversions of the guide's publisher, from 4 to {@code attributedClicks} / 2
 * @param otherClicks clicks of all other publishers that lead to nothing
 * @param otherConversions conversions in which the other publishers share, beside the fixed ones
 */
record SampleSize(
    int clicks, int attributedClicks, int conversions, int otherClicks, int otherConversions) {

  /** Clicks of the guide's publisher that the generator places by hand and nobody credits. */
  static final int FIXED_CLICKS = 2;

  /** The operations guide's January: Revenue Tracking, Publisher Revenue Report. */
  static final SampleSize GUIDE = new SampleSize(12_500, 487, 43, 14_200, 210);

  SampleSize {
    if (conversions < 4 || attributedClicks < 2 * conversions) {
      throw new IllegalArgumentException(
          "a sample has at least 4 conversions and two attributed clicks for each");
    }
    if (clicks < attributedClicks + FIXED_CLICKS || otherClicks < 0 || otherConversions < 0) {
      throw new IllegalArgumentException("a sample has more clicks than attributed clicks");
    }
  }
}
