package dev.factory.attribution.credit;

import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of a book for one thread, which remembers the one it used last. */
final class ColumnPolicies {
  private final PolicyBook book;
  private final ColumnPolicy[] policies;
  private @Nullable ColumnPolicy last;

  ColumnPolicies(PolicyBook book, TouchColumns touches) {
    this.book = book;
    List<PolicyVersion> versions = book.versions();
    this.policies = new ColumnPolicy[versions.size()];
    for (int index = 0; index < policies.length; index++) {
      long end =
          versions
              .get(index)
              .end()
              .map(ColumnPolicy::micros)
              .orElse(
                  index + 1 < policies.length
                      ? ColumnPolicy.micros(versions.get(index + 1).validFrom())
                      : Long.MAX_VALUE);
      policies[index] = new ColumnPolicy(versions.get(index), end, touches);
    }
  }

  ColumnPolicy at(long micros) {
    ColumnPolicy likely = last;
    if (likely != null && likely.holdsAt(micros)) {
      return likely;
    }
    for (ColumnPolicy policy : policies) {
      if (policy.holdsAt(micros)) {
        last = policy;
        return policy;
      }
    }
    // throws: the book knows of no other either, and says so in its words
    book.inForceAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    throw new IllegalStateException("the book and its columns disagree");
  }
}
