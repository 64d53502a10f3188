package dev.factory.examples.quickstart;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.Rate;
import dev.factory.core.time.BillingMonth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run shall do.
 *
 * @param files the caller's own files; null for the sample
 * @param month whose statements are closed
 * @param publisher whose revenue report is printed; null for {@code pub-456} of the sample, or the
 *     one who is paid most
 * @param model how credit is divided
 * @param window how long before a conversion a click counts
 * @param share the publishers' part of the gross
 * @param folder where everything is kept
 * @param tamper whether to show what verification says of a changed copy
 */
record Settings(
    @Nullable InputFiles files,
    BillingMonth month,
    @Nullable PublisherId publisher,
    CreditModel model,
    Duration window,
    Rate share,
    Path folder,
    boolean tamper) {

  /** {@return the rules, in force for all of time, so that an old conversion has some too} */
  PolicyVersion policy() {
    return PolicyVersion.forClicks(Instant.EPOCH, model, window, share);
  }

  boolean isSample() {
    return files == null;
  }
}
