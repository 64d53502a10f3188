package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OwnFilesTest {
  private static final String CLICKS = "event_id,user_key,at,publisher_id,offer_id,ip\n";
  private static final String CONVERSIONS =
      "event_id,order_id,user_key,at,gross,currency,offer_id\n";
  private static final String REFUNDS = "event_id,conversion_id,amount,currency,kind,at\n";

  @TempDir Path folder;

  @Test
  void malformedRowsAreNamedAndKeptAndTheRestIsDone() throws IOException {
    write(
        "clicks.csv",
        CLICKS
            + "c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,192.0.2.1\n"
            + "c2,u1,yesterday,pub-1,off-1,192.0.2.1\n"
            + "c3,u1,2026-01-03T10:00:00Z,pub-2,off-1,203.0.113.999\n"
            + "c4,u1\n"
            + "c1,u1,2026-01-02T10:00:00Z,pub-OTHER,off-1,192.0.2.1\n");
    write(
        "conversions.csv",
        CONVERSIONS
            + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n"
            + "s2,o2,u1,2026-01-05T10:00:00Z,50.001,USD,off-1\n"
            + "s3,o3,u1,2026-01-05T10:00:00Z,50.00,DUBLOON,off-1\n");
    write(
        "refunds.csv",
        REFUNDS
            + "r1,s1,60.00,USD,REFUND,2026-01-06T10:00:00Z\n"
            + "r2,s9,1.00,USD,REFUND,2026-01-06T10:00:00Z\n"
            + "r3,s1,1.00,EUR,REFUND,2026-01-06T10:00:00Z\n"
            + "r4,s1,10.00,USD,REFUND,2026-01-06T10:00:00Z\n");
    Run run = runOwn("--refunds", "refunds.csv");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("9 rows rejected", "clicks.csv:3: at: ", "clicks.csv:4: ip: ")
        .contains("clicks.csv:5: row: ", "clicks.csv:6: event_id: ")
        .contains("conversions.csv:3: gross: has too many decimals; allowed: ")
        .contains("conversions.csv:4: currency: ")
        .contains("refunds.csv:2: amount: ", "refunds.csv:3: conversion_id: ")
        .contains("refunds.csv:4: currency: ", "Chain integrity: VALID")
        .doesNotContain("yesterday", "203.0.113", "DUBLOON");
    assertThat(own("rejects/clicks.csv")).content().contains("c2,u1,yesterday").hasLineCount(5);
    assertThat(own("rejects/refunds.csv")).content().hasLineCount(4);
    // 50.00 less 10.00, at 70 %
    assertThat(report("pub-1").get("net_payout").stringValue()).isEqualTo("$28.00");
  }

  @Test
  void aMendedFileLeavesNoRejectsBehind() throws IOException {
    write("conversions.csv", CONVERSIONS + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n");
    write("clicks.csv", CLICKS + "c1,u1,soon,pub-1,off-1,\n");
    assertThat(runOwn().code()).isEqualTo(3);
    assertThat(own("rejects/clicks.csv")).exists();
    write("clicks.csv", CLICKS + "c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,\n");
    assertThat(runOwn().code()).isZero();
    assertThat(own("rejects/clicks.csv")).doesNotExist();
  }

  @Test
  void rejectedRowsAreRejectedAgainAndNothingElseHappens() throws IOException {
    write(
        "clicks.csv",
        CLICKS + "c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,\n" + "c2,u1,soon,pub-1,off-1,\n");
    write("conversions.csv", CONVERSIONS + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n");
    runOwn();
    Map<String, String> before = Run.filesUnder(folder);
    Run again = runOwn();
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).contains("Nothing changed");
    assertThat(Run.filesUnder(folder)).isEqualTo(before);
  }

  @Test
  void aFileWithoutAColumnIsRefusedBeforeAnythingIsMade() throws IOException {
    write("clicks.csv", CLICKS + "c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,\n");
    write("conversions.csv", "event_id,order_id,user_key,at,gross,offer_id\n");
    Run run = runOwn();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("Could not run: conversions.csv lacks the column currency");
    assertThat(folder.resolve("factory-quickstart")).doesNotExist();
  }

  @Test
  void anUnknownColumnIsSaidToBeIgnored() throws IOException {
    write(
        "clicks.csv",
        """
        event_id,user_key,at,publisher_id,offer_id,chanel
        c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,mail
        """);
    write("conversions.csv", CONVERSIONS + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n");
    assertThat(runOwn().out()).contains("Ignored in clicks.csv: the columns chanel");
  }

  @Test
  void linesOfJsonDoAsWell() throws IOException {
    write(
        "clicks.ndjson",
        "{\"event_id\":\"c1\",\"user_key\":\"u1\",\"at\":\"2026-01-02T10:00:00Z\","
            + "\"publisher_id\":\"pub-1\",\"offer_id\":\"off-1\",\"ip\":\"2001:db8::1\"}\n");
    write("conversions.csv", CONVERSIONS + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n");
    Run run = Run.in(folder, "--clicks", "clicks.ndjson", "--conversions", "conversions.csv");
    assertThat(run.code()).isZero();
    assertThat(report("pub-1").get("net_payout").stringValue()).isEqualTo("$35.00");
  }

  @Test
  void aHostilePublisherGetsAFileInItsFolderAndAPageWithoutScript() throws IOException {
    write(
        "clicks.csv", CLICKS + "c1,u1,2026-01-02T10:00:00Z,../<script>alert(1)</script>,off-1,\n");
    write("conversions.csv", CONVERSIONS + "s1,o1,u1,2026-01-05T10:00:00Z,50.00,USD,off-1\n");
    assertThat(runOwn().code()).isZero();
    try (Stream<Path> pages = Files.list(own("2026-01"))) {
      assertThat(pages.filter(page -> page.toString().endsWith(".html")).toList())
          .hasSize(2)
          .allSatisfy(page -> assertThat(page).content().doesNotContain("<script"));
    }
  }

  @Test
  void eachMonthCarriesWhatTheOneBeforeLeft() throws IOException {
    write("clicks.csv", CLICKS + "c1,u1,2026-01-02T10:00:00Z,pub-1,off-1,\n");
    write(
        "conversions.csv",
        CONVERSIONS
            + "s1,o1,u1,2026-01-05T10:00:00Z,49.99,USD,off-1\n"
            + "s2,o2,u1,2026-01-31T23:59:59.999999Z,0.01,USD,off-1\n"
            + "s3,o3,u1,2026-02-01T00:00:00Z,0.01,USD,off-1\n");
    Run january = runOwn();
    // 50.00 at 70 %, and one conversion that is not of January
    assertThat(january.out()).contains("$35.00", "1 conversion is of a later month");
    Run february = runOwn("--month", "2026-02");
    assertThat(february.code()).isZero();
    // 0.7 cents: nothing to pay, all of it carried
    assertThat(february.out()).contains("$0.00700000");
    assertThat(own("2026-02/index.html")).exists();
  }

  @Test
  void lastTouchGivesEachSaleToOneClick() throws IOException {
    Run run =
        Run.in(folder, Run.ownFiles(folder, "--model", "last-touch", "--publisher", "pub-456"));
    assertThat(run.out())
        .contains(
            "\"attributed_clicks\": 4,", "\"conversions\": 4,", "\"net_payout\": \"$140.00\"");
  }

  @Test
  void aPublisherWithoutStatementOrWithoutClicksIsSaidToBeSo() throws IOException {
    assertThat(Run.in(folder, Run.ownFiles(folder, "--publisher", "pub-789")).out())
        .contains("pub-789 has no statement: none of its clicks was credited");
    assertThat(Run.in(folder, Run.ownFiles(folder, "--publisher", "pub-1000")).out())
        .contains("There is no click of the publisher pub-1000");
  }

  @Test
  void aMonthWithoutAnythingIsSaidToBeSo() throws IOException {
    Run run = Run.in(folder, Run.ownFiles(folder, "--month", "2019-05"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("No statement: no conversion up to the end of 2019-05");
  }

  @Test
  void helpNamesEveryOptionAndExitCode() {
    Run run = Run.in(folder, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("--clicks", "--conversions", "--refunds", "--month", "--publisher", "--model")
        .contains("--window", "--share", "--dir", "--tamper", "--help", "Exit codes: 0 done");
    assertThat(folder).isEmptyDirectory();
  }

  private Run runOwn(String... more) {
    return Run.in(
        folder,
        Stream.concat(
                Stream.of("--clicks", "clicks.csv", "--conversions", "conversions.csv"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path own(String name) {
    return folder.resolve("factory-quickstart/own").resolve(name);
  }

  private JsonNode report(String publisher) throws IOException {
    return Json.mapper()
        .readTree(Files.readAllBytes(own("2026-01/revenue-" + publisher + "-usd.json")));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
