package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatementFilesTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  @Test
  void aPlainIdIsTheName() {
    assertThat(name("pub-456")).isEqualTo("statement-pub-456-usd.html");
  }

  @Test
  void anIdThatIsAPathStaysInItsFolder() {
    assertThat(List.of("../../etc/passwd", "/root", "c:\\x", "..", ".", "CON"))
        .allSatisfy(id -> assertThat(name(id)).matches("statement-[a-z0-9_.-]+-usd\\.html"))
        .allSatisfy(id -> assertThat(name(id)).doesNotContain("..", "/", "\\"));
  }

  @Test
  void idsThatDifferHaveNamesThatDifferAlsoWithoutCase() {
    List<String> ids = List.of("pub-1", "Pub-1", "PUB-1", "pub 1", "pub/1", "pub.1", "püb-1", "-");
    assertThat(ids.stream().map(StatementFilesTest::name).collect(Collectors.toSet()))
        .hasSameSizeAs(ids)
        .allSatisfy(name -> assertThat(name).isLowerCase());
  }

  @Test
  void nobodyCanTakeTheNameOfAnother() {
    String taken = name("Pub-1");
    String asId = taken.substring("statement-".length(), taken.length() - "-usd.html".length());
    assertThat(name(asId)).isNotEqualTo(taken);
  }

  private static String name(String publisher) {
    return StatementFiles.of(new PublisherId(publisher), USD).html();
  }
}
