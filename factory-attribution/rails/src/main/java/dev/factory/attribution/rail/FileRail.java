package dev.factory.attribution.rail;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailLimit;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes payment instructions for a bank into a folder, as CSV.
 *
 * <p>A payout is one file in {@code pending}; {@link #batch} puts those that wait into one file for
 * the bank and moves them to {@code sent}. A file is named by the payout's reference, so however
 * often a payout is submitted, by whatever attempt, it is instructed once. What the bank made of it
 * the host tells with {@link dev.factory.attribution.PayoutDecisions#told}.
 *
 * <p>Columns: {@code reference}, {@code amount} (a plain decimal), {@code currency}, {@code
 * destination}. Lines end with CR LF (RFC 4180). Files hold account numbers: the folder is for
 * nobody else's eyes.
 */
public final class FileRail implements PayoutRail {
  private static final Duration SEND_WITHIN = Duration.ofMinutes(1);
  private static final Duration ABSENCE = Duration.ofMinutes(2);

  private final RailCapabilities capabilities;
  private final InstructionFolder folder;

  private FileRail(RailCapabilities capabilities, InstructionFolder folder) {
    this.capabilities = capabilities;
    this.folder = folder;
  }

  /**
   * {@return a rail that writes into {@code folder}, which is made if it does not exist} Several
   * processes may write into one folder; within a process, use one rail for it.
   *
   * @param currencies what the bank pays in; empty for any
   * @throws FactoryException {@code attribution.payout-files} if it cannot be made
   */
  public static FileRail in(Path folder, PayoutMethod method, Set<CurrencyUnit> currencies) {
    try {
      return new FileRail(
          new RailCapabilities(method, currencies, SEND_WITHIN, ABSENCE, false),
          InstructionFolder.in(folder));
    } catch (IOException e) {
      throw failed("the folder for payment files cannot be made", e);
    }
  }

  /** {@return the same rail, for a bank that pays only such amounts} */
  public FileRail with(Map<CurrencyUnit, RailLimit> limits) {
    return new FileRail(capabilities.with(limits), folder);
  }

  @Override
  public RailCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public RailOutcome submit(PayoutCommand command, String key) {
    String reference = command.reference().value();
    try {
      String line = line(command);
      String there = folder.addOrRead(reference, line);
      return there.equals(line)
          ? new RailOutcome.Accepted(reference)
          : new RailOutcome.InDoubt("other-instruction");
    } catch (IOException e) {
      return new RailOutcome.InDoubt("io");
    }
  }

  @Override
  public RailFinding lookup(PayoutCommand command, String key) {
    String reference = command.reference().value();
    try {
      Optional<String> there = folder.read(reference);
      if (there.isEmpty()) {
        return new RailFinding.Absent();
      }
      return there.get().equals(line(command))
          ? new RailFinding.Found(reference, command.amount(), RailFinding.Stage.PENDING)
          : new RailFinding.Unclear("other-instruction");
    } catch (IOException e) {
      return new RailFinding.Unclear("io");
    }
  }

  @Override
  public RailOutcome reverse(String railReference, Money amount, String key) {
    return new RailOutcome.Rejected("not-reversible");
  }

  /**
   * Puts all instructions that wait into {@code batches/<name>.csv}.
   *
   * <p>The file is there as a whole or not at all. If it is there already, nothing is added to it;
   * what a crash left half done is completed.
   *
   * @param name 1 to 64 letters, digits or hyphens
   * @return the file, or empty if nothing waits and there is no such file
   * @throws FactoryException {@code attribution.payout-files} if the folder cannot be written;
   *     calling again is safe
   */
  public Optional<Path> batch(String name) {
    if (!name.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("a batch has 1 to 64 letters, digits or hyphens");
    }
    try {
      return folder.batch(name);
    } catch (IOException e) {
      throw failed("the payment file " + name + " cannot be completed", e);
    }
  }

  private static String line(PayoutCommand command) {
    return command.reference()
        + ","
        + command.amount().toDecimal()
        + ","
        + command.amount().currency().code()
        + ",\""
        + command.destination().replace("\"", "\"\"")
        + "\"\r\n";
  }

  private static FactoryException failed(String what, IOException cause) {
    return new FactoryException(
        "attribution.payout-files",
        what + "; instructions that were written stay: check room and permissions, then call again",
        cause);
  }
}
