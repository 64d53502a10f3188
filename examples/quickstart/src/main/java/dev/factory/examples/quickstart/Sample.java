package dev.factory.examples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A made-up January 2026, always the same: {@code java.util.Random} is specified to the bit, so one
 * seed gives one file on every machine.
 *
 * <p>The publisher {@code pub-456} has the operations guide's figures (Publisher Revenue Report):
 * 12,500 clicks, of which 487 are credited under linear attribution with a window of 30 days, and
 * 43 conversions of $50.00. Beside it are thirteen publishers with shared conversions of awkward
 * amounts, refunds, duplicates, conversions nobody is credited for, and events at and beyond every
 * edge.
 */
final class Sample {
  static final long SEED = 20_260_124;

  private final String clicks;
  private final String conversions;
  private final String refunds;

  private Sample(SampleRows rows) {
    this.clicks = csv(SampleRows.CLICK_COLUMNS, rows.clicks());
    this.conversions = csv(SampleRows.CONVERSION_COLUMNS, rows.conversions());
    this.refunds = csv(SampleRows.REFUND_COLUMNS, rows.refunds());
  }

  /** {@return the sample with the guide's numbers} */
  static Sample ofTheGuide() {
    return of(SEED, SampleSize.GUIDE);
  }

  /** {@return the sample of this seed and size} */
  static Sample of(long seed, SampleSize size) {
    return new Sample(SampleMonth.make(seed, size));
  }

  /**
   * Writes the three files, each appearing whole or not at all. One that is there is left as it is.
   *
   * @param folder is made if it is missing
   */
  Written writeTo(Path folder) throws IOException {
    InputFiles files =
        new InputFiles(
            folder.resolve("clicks.csv"),
            folder.resolve("conversions.csv"),
            folder.resolve("refunds.csv"));
    int written =
        writeIfMissing(files.clicks(), clicks)
            + writeIfMissing(files.conversions(), conversions)
            + writeIfMissing(folder.resolve("refunds.csv"), refunds);
    return new Written(files, written);
  }

  private static int writeIfMissing(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return 0;
    }
    WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return 1;
  }

  /**
   * Where the sample is.
   *
   * @param input its files
   * @param files how many of them were written now
   */
  record Written(InputFiles input, int files) {}

  private static String csv(List<String> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    appendRow(text, columns);
    rows.forEach(row -> appendRow(text, row));
    return text.toString();
  }

  /** RFC 4180, with the line ends of this century's tools. */
  private static void appendRow(StringBuilder text, List<String> fields) {
    String separator = "";
    for (String field : fields) {
      text.append(separator);
      separator = ",";
      if (field.contains(",") || field.contains("\"")) {
        text.append('"').append(field.replace("\"", "\"\"")).append('"');
      } else {
        text.append(field);
      }
    }
    text.append('\n');
  }
}
