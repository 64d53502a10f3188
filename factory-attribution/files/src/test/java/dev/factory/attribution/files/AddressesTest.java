package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Touchpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest extends FilesFixture {
  @Test
  void areKeptAsKeyedHashesOnly() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv", HEADER + ",ip\n" + ROW + ",192.0.2.1\n" + ROW + ",::FFFF:192.0.2.1\n");
    Touchpoint hashed = CLICK.withEvidence(Map.of("ip_hash", ADDRESSES.of("192.0.2.1")));
    assertThat(reading.values()).containsExactly(hashed, hashed);
    assertThat(reading.rows().toString()).doesNotContain("192.0.2.1");
  }

  @Test
  void withoutAKeyRefuseTheFile() {
    EventFiles plain = EventFiles.withoutAddresses();
    Path csv = Reading.write(folder.resolve("clicks.csv"), HEADER + ",ip\n" + ROW + ",\n");
    assertCode(
        "attribution.address-key-missing",
        () -> Reading.<Touchpoint>of(csv, plain::touchpoints),
        "AddressHash");
    Path ndjson =
        Reading.write(
            folder.resolve("c.ndjson"),
            NdjsonFilesTest.LINE
                + "\n"
                + NdjsonFilesTest.LINE.replace("}", ",\"ip\":\"192.0.2.1\"}"));
    assertCode(
        "attribution.address-key-missing",
        () -> Reading.<Touchpoint>of(ndjson, plain::touchpoints));
  }

  @Test
  void thatAreNoneOrStandTwiceAreWrong() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv",
            HEADER
                + ",ip,ip_hash\n"
                + ROW
                + ",host.example,\n"
                + ROW
                + ",192.0.2.1,"
                + HASH
                + "\n"
                + ROW
                + ",,192.0.2.1\n");
    assertThat(reading.values()).isEmpty();
    assertThat(reading.messages())
        .containsExactly(
            "clicks.csv:2: ip: the text is not an IP address; allowed: IPv4 such as 192.0.2.1 or"
                + " IPv6 such as 2001:db8::1",
            "clicks.csv:3: ip_hash: stands beside an address; allowed: a value in ip or in"
                + " ip_hash, not in both",
            "clicks.csv:4: ip_hash: is not a hash; allowed: sha256: and 64 lower-case hex digits");
  }
}
