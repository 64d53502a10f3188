package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be run ends with one clear line, and with everything as it was. */
class RefusalTest {
  @TempDir private static Path withLedger;

  @TempDir Path folder;

  @BeforeAll
  static void makeALedger() throws IOException {
    assertThat(Run.in(withLedger, Run.ownFiles(withLedger)).code()).isZero();
  }

  @Test
  void aMissingFileIsNamedAndNothingIsMade() {
    Run run = Run.in(folder, "--clicks", "nowhere.csv", "--conversions", "c.csv");
    assertRefused(run, "nowhere.csv is not there");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderInPlaceOfAFileIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("clicks.csv"));
    Run run = Run.in(folder, "--clicks", "clicks.csv", "--conversions", "c.csv");
    assertRefused(run, "is no file");
    assertThat(folder.resolve("factory-quickstart")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --month=2026-13         | 01 to 12, such as 2026-01
          --model=first           | --model is linear or last-touch
          --window=30             | such as 30d
          --share=170%            | at most 100%
          --share=lots            | such as 7/10, 70%
          --clicks=a.csv          | own files are --clicks and --conversions
          --nonsense              | Unknown option
          """)
  void aWrongOptionSaysWhatIsAllowed(String option, String allowed) {
    assertRefused(Run.in(folder, option), allowed);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileWhereTheFolderShallBeIsNamed() throws IOException {
    Files.writeString(folder.resolve("kept"), "a file");
    assertRefused(Run.in(folder, Run.ownFiles(folder)), "kept cannot be made");
    assertThat(folder.resolve("kept")).hasContent("a file");
  }

  @Test
  void aFolderThatMayOnlyBeReadIsNamed() throws IOException {
    String[] args = Run.ownFiles(folder);
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Assumptions.assumeTrue(kept.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(kept), "permissions do not bind this user");
    assertRefused(Run.in(folder, args), "kept cannot be written to");
    assertThat(kept).isEmptyDirectory();
  }

  @Nested
  class WithALedger {
    private String[] args = {};
    private Path kept = Path.of("");

    @BeforeEach
    void aCopyOfIt() throws IOException {
      Run.copy(withLedger, folder);
      args = Run.ownFiles(folder);
      kept = folder.resolve("kept");
    }

    @Test
    void aTextFileIsNoDatabase() throws IOException {
      Files.writeString(kept.resolve("ledger.db"), "This is no database. ".repeat(1_000));
      assertRefusedAndUntouched("damaged or is not a database");
    }

    @Test
    void aDatabaseThatWasCutOffIsDamaged() throws IOException {
      try (FileChannel file =
          FileChannel.open(kept.resolve("ledger.db"), StandardOpenOption.WRITE)) {
        file.truncate(file.size() / 2);
      }
      assertRefusedAndUntouched("damaged or is not a database");
    }

    @Test
    void anotherSigningKeyIsNotTheLedgers() throws IOException {
      Files.delete(kept.resolve("signing-key.pem"));
      SigningKey.generate(new SecureRandom()).savePem(kept.resolve("signing-key.pem"));
      assertRefusedAndUntouched("is not one of the keys of the ledger");
    }

    @Test
    void aMissingSigningKeyIsNotMadeAnew() throws IOException {
      Files.delete(kept.resolve("signing-key.pem"));
      assertRefusedAndUntouched("signing-key.pem is missing, and the ledger beside it");
    }

    @Test
    void somethingElseIsNoSigningKey() throws IOException {
      Files.writeString(kept.resolve("signing-key.pem"), "no key");
      assertRefusedAndUntouched("no Ed25519 key can be read");
    }

    @Test
    void anotherKeyForAddressesIsNotTheLedgers() throws IOException {
      Files.writeString(kept.resolve("ip-hash.key"), "00".repeat(32));
      assertRefusedAndUntouched("ip-hash.key is not the key this ledger was begun with");
    }

    @Test
    void somethingElseIsNoKeyForAddresses() throws IOException {
      Files.writeString(kept.resolve("ip-hash.key"), "no key");
      assertRefusedAndUntouched("is not the key that addresses are hashed with");
    }

    @Test
    void tablesOfANewerReleaseAreLeftAlone() throws Exception {
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + kept.resolve("ledger.db"));
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "INSERT INTO factory_schema (module, version, name, checksum)"
                + " VALUES ('receipts', 99, 'V099__later', 'x')");
      }
      assertRefusedAndUntouched("use a release that is at least as new as the database");
    }

    @Test
    void aClockBeforeTheLastReceiptIsNotBelieved() throws IOException {
      Map<String, String> before = Run.filesUnder(folder);
      Run run = Run.at(Run.NOW.minusSeconds(3_600), folder, args);
      assertRefused(run, "set the clock of this machine right");
      assertThat(Run.filesUnder(folder)).isEqualTo(before);
    }

    @Test
    void twoRunsAtOnceDoNotGetIntoEachOthersWay() throws IOException {
      OneRun other = OneRun.holding(new Workspace(kept).lock());
      try (other) {
        assertRefusedAndUntouched("another run is at work in the folder");
      }
      assertThat(Run.in(folder, args).code()).isZero();
    }

    @Test
    void otherRulesNeedAnotherFolder() throws IOException {
      Map<String, String> before = Run.filesUnder(folder);
      Run run = Run.in(folder, Run.ownFiles(folder, "--model", "last-touch"));
      assertRefused(run, "was begun with other rules (linear, 30 days, 70%)");
      assertThat(Run.filesUnder(folder)).isEqualTo(before);
    }

    @Test
    void aMonthBeforeTheLastClosedOneStaysOpenForEver() throws IOException {
      Map<String, String> before = Run.filesUnder(folder);
      Run run = Run.in(folder, Run.ownFiles(folder, "--month", "2025-12"));
      assertThat(run.err()).startsWith("Could not run: ").contains("which is closed");
      assertThat(run.code()).isEqualTo(2);
      assertThat(Run.filesUnder(folder)).isEqualTo(before);
    }

    private void assertRefusedAndUntouched(String words) throws IOException {
      Map<String, String> before = Run.filesUnder(folder);
      assertRefused(Run.in(folder, args), words);
      assertThat(Run.filesUnder(folder)).isEqualTo(before);
    }
  }

  private static void assertRefused(Run run, String words) {
    assertThat(run.err()).startsWith("Could not run: ").contains(words).hasLineCount(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
