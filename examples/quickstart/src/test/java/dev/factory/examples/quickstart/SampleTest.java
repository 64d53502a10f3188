package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
  private static final SampleRows ROWS = SampleMonth.make(Sample.SEED, SampleSize.GUIDE);
  private static final int USER = 1;
  private static final int AT = 2;
  private static final int PUBLISHER = 3;
  private static final int ADDRESS = 5;

  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameFilesOnEveryMachine() throws Exception {
    Sample.ofTheGuide().writeTo(folder);
    assertThat(Run.filesUnder(folder))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "clicks.csv", "aafa43ad1c43310d297ee69bcc11ce72ae758f6b81e8c53ef9c8736fe40b42ce",
                "conversions.csv",
                    "d70dcee0bad34e8989212498ca1a399d9f21cb333e22df64edfbffbdb15fac23",
                "refunds.csv", "d4030d248840d848d6eff927bac7bef5531183540b03fb3ae7556e570a0ff5e3"));
  }

  @Test
  void thePublisherOfTheGuideHasTwelveThousandFiveHundredClicksInTheMonth() {
    assertThat(clicksOf(SampleMonth.GUIDE_PUBLISHER))
        .hasSize(12_500)
        .allSatisfy(click -> assertThat(click.get(AT)).startsWith("2026-01-"));
  }

  @Test
  void thePublisherOfTheGuideSellsFortyThreeTimesForFiftyDollars() {
    Set<String> buyers =
        clicksOf(SampleMonth.GUIDE_PUBLISHER).stream()
            .map(click -> click.get(USER))
            .collect(Collectors.toSet());
    List<List<String>> sales =
        new HashSet<>(ROWS.conversions())
            .stream().filter(sale -> buyers.contains(sale.get(2))).toList();
    assertThat(sales).hasSize(43).allSatisfy(sale -> assertThat(sale.get(4)).isEqualTo("50.00"));
  }

  @Test
  void atLeastNineOtherPublishersShareSales() {
    Set<String> buyers =
        ROWS.conversions().stream().map(sale -> sale.get(2)).collect(Collectors.toSet());
    Set<String> publishers =
        ROWS.clicks().stream()
            .filter(click -> buyers.contains(click.get(USER)))
            .map(click -> click.get(PUBLISHER))
            .collect(Collectors.toSet());
    publishers.remove(SampleMonth.GUIDE_PUBLISHER);
    assertThat(publishers).hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void rowsThatAreThereTwiceSayTheSame() {
    for (List<List<String>> rows : List.of(ROWS.clicks(), ROWS.conversions(), ROWS.refunds())) {
      Map<String, List<String>> byId = new HashMap<>();
      rows.forEach(row -> byId.merge(row.get(0), row, SampleTest::same));
      assertThat(byId).hasSizeLessThan(rows.size());
    }
  }

  private static List<String> same(List<String> row, List<String> again) {
    assertThat(again).isEqualTo(row);
    return row;
  }

  @Test
  void rowsAreInNoOrder() {
    List<String> times = ROWS.clicks().stream().map(click -> click.get(AT)).toList();
    assertThat(times).isNotEqualTo(times.stream().sorted().toList());
  }

  @Test
  void everyAddressIsOneOfThoseKeptForDocumentation() {
    assertThat(ROWS.clicks())
        .allSatisfy(
            click ->
                assertThat(click.get(ADDRESS))
                    .matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|2001:db8:.*"));
  }

  @Test
  void aFileThatIsThereIsLeftAsItIs() throws Exception {
    Files.writeString(folder.resolve("refunds.csv"), "mine");
    assertThat(Sample.of(1, Run.SMALL).writeTo(folder).files()).isEqualTo(2);
    assertThat(folder.resolve("refunds.csv")).hasContent("mine");
  }

  private static List<List<String>> clicksOf(String publisher) {
    return new HashSet<>(ROWS.clicks())
        .stream().filter(click -> click.get(PUBLISHER).equals(publisher)).toList();
  }
}
