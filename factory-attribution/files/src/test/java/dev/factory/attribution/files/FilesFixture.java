package dev.factory.attribution.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.FactoryException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

/** Files with the columns of the operations guide, and what reading them gives. */
abstract class FilesFixture {

  static final AddressHash ADDRESSES =
      AddressHash.keyed("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));
  static final EventFiles FILES = EventFiles.hashing(ADDRESSES);
  static final String HASH = "sha256:" + "ab".repeat(32);
  static final String HEADER = "event_id,user_key,at,publisher_id,offer_id";
  static final Touchpoint CLICK =
      Touchpoint.click(
          new EventId("click-123"),
          new UserKey("user-1"),
          Instant.parse("2026-01-24T12:34:56Z"),
          new PublisherId("pub-456"),
          new OfferId("off-789"));
  static final String ROW = "click-123,user-1,2026-01-24T12:34:56Z,pub-456,off-789";

  @TempDir Path folder;

  final Reading<Touchpoint> touchpoints(String name, String text) {
    return Reading.of(Reading.write(folder.resolve(name), text), FILES::touchpoints);
  }

  final Reading<Conversion> conversions(String name, String text) {
    return Reading.of(Reading.write(folder.resolve(name), text), FILES::conversions);
  }

  final Reading<Reversal> reversals(String name, String text) {
    return Reading.of(Reading.write(folder.resolve(name), text), FILES::reversals);
  }

  static void assertCode(String code, Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              for (String part : parts) {
                assertThat(e).hasMessageContaining(part);
              }
            });
  }
}
