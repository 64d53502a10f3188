package dev.factory.examples.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a dry run says that it was one. */
final class DryRun {
  private DryRun() {}

  /** Adds the last line and the member that say so. */
  static void tell(
      WritingOptions options, List<String> lines, Map<String, @Nullable Object> members) {
    members.put("dry_run", options.dryRun());
    if (options.dryRun()) {
      lines.add("Dry run: nothing was written, sent or told.");
    }
  }
}
