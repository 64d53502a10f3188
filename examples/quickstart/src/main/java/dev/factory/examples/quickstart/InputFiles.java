package dev.factory.examples.quickstart;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is read.
 *
 * @param clicks touchpoints
 * @param conversions conversions
 * @param refunds reversals; null if there are none
 */
record InputFiles(Path clicks, Path conversions, @Nullable Path refunds) {}
