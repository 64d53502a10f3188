package dev.factory.examples.quickstart;

import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;

/**
 * What one publisher gets for a month in one currency.
 *
 * @param proved the statement and its receipts
 * @param report the revenue report
 * @param files names of the files that hold them
 */
record Issued(ProvedStatement proved, RevenueReport report, StatementFiles files) {

  Statement statement() {
    return proved.statement();
  }
}
