package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.statement.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page a publisher gets, and that what it links to proves it without the platform. */
class StatementPageTest {
  @TempDir private static Path folder;
  private static String page = "";

  @BeforeAll
  static void writePages() throws IOException {
    SampleBooks books = SampleBooks.in(folder, "books.db");
    Files.writeString(
        folder.resolve("clicks.csv"),
        Files.readString(folder.resolve("clicks.csv")).replace("pub-2", "<b>pub&2"));
    books.closed();
    books.run("payouts", "calculate", "--period", "2026-01");
    books.run("payouts", "submit", "--period", "2026-01");
    books.run("payouts", "resolve", "--all", "--period", "2026-01", "--paid");
    Run dry =
        books.run("attribution", "report", "--period", "2026-01", "--html", "pages", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(folder.resolve("pages")).doesNotExist();
    Run written = books.run("attribution", "report", "--period", "2026-01", "--html", "pages");
    assertThat(written.err()).isEmpty();
    assertThat(written.code()).isZero();
    page = Files.readString(folder.resolve("pages/statement-pub-1-usd.html"));
  }

  private static List<String> all(String regex, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(regex).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String words(String html) {
    return html.replaceAll("(?s)<style>.*</style>", "").replaceAll("<[^>]+>", "");
  }

  @Test
  void everyStepFromTheGrossToThePayableAmountIsThere() {
    assertThat(words(page))
        .contains("Gross $49.99000000 × 70% = $34.99300000 for the publishers")
        .contains("the fee is the rest, $14.99700000. Model LINEAR, policy sha256:")
        .contains("your click t-1")
        .contains("1 of 2")
        .contains("$24.99500000")
        .contains("$17.49650000")
        .contains("Refund of c-2, r-1: -$14.00000000")
        .contains("Together\n$73.49650000".replace("\n", ""))
        .contains("Carried to the next statement$0.00650000")
        .contains("Does not count: your click t-4 at 1 Nov 2025 11:00:00, before the window.");
  }

  @Test
  void otherPublishersAreCountedAndNotNamed() {
    assertThat(words(page)).contains("another publisher").doesNotContain("pub&amp;2");
  }

  @Test
  void thePayoutAndWhereItStandsAreThere() {
    assertThat(words(page)).containsPattern("po_[0-9a-f]{40}").contains("paid").contains("$73.49");
  }

  @Test
  void itRunsNoScriptLoadsNothingAndIsReadableByEverybody() {
    assertThat(page)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("default-src 'none'")
        .contains("@media print")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain(" src=");
    assertThat(all("<(h[1-6])", page)).startsWith("h1", "h2").filteredOn("h1"::equals).hasSize(1);
    assertThat(all("<th(?![^>]*scope=)([^>e][^>]*)?>", page)).isEmpty();
    for (String section : all("aria-labelledby=\"([a-z]+)\"", page)) {
      assertThat(page).contains("id=\"" + section + "\"");
    }
    for (String element : List.of("table", "tr", "th", "td", "section", "article", "main", "p")) {
      assertThat(all("(<" + element + "[ >])", page))
          .as(element)
          .hasSameSizeAs(all("(</" + element + ">)", page));
    }
  }

  @Test
  void itsLinksLeadToFilesThatProveItOffline() throws IOException {
    assertThat(all("href=\"([^\"]+)\"", page))
        .containsExactly("evidence-pub-1-usd.json", "statement-pub-1-usd.json");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    for (String file :
        List.of("evidence-pub-1-usd.json", "statement-pub-1-usd.json", "public-key.pem")) {
      Files.copy(folder.resolve("pages").resolve(file), elsewhere.resolve(file));
    }
    String command = all("<pre>factory ([^<]+)</pre>", page).get(0);
    Run verified = Run.in(elsewhere, command.split(" "));
    assertThat(verified.err()).isEmpty();
    assertThat(verified.code()).isZero();
    assertThat(verified.out())
        .contains("PROVED", "AttributionComputed", "ReversalAttributed", "StatementClosed")
        .contains("PayoutReserved", "PayoutSubmitted", "PayoutSettled");
    Statement statement =
        Statement.parse(Files.readAllBytes(elsewhere.resolve("statement-pub-1-usd.json")));
    assertThat(page).contains(statement.hash().text());
    Path evidence = elsewhere.resolve("evidence-pub-1-usd.json");
    assertThat(Files.readString(evidence)).contains(statement.hash().text());
    Files.writeString(evidence, Files.readString(evidence).replace("24995000", "94995000"));
    assertThat(Run.in(elsewhere, command.split(" ")).code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void anIdCannotChooseAFileOrBecomeMarkup() throws IOException {
    String index = Files.readString(folder.resolve("pages/index.html"));
    List<String> pages = all("href=\"([^\"]+)\"", index);
    assertThat(pages).hasSize(2).allMatch(name -> name.matches("statement-[a-z0-9._-]+\\.html"));
    for (String name : pages) {
      String other = Files.readString(folder.resolve("pages").resolve(name));
      assertThat(other).doesNotContain("<b>pub");
    }
    assertThat(index).contains("&lt;b&gt;pub&amp;2");
  }
}
