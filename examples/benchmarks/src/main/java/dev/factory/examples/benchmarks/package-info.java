/**
 * How fast the parts are, each beside the naive way and in the same run.
 *
 * <p>JMH classes are named after their question; {@code AppendReceipts} and {@code VerifyLedger}
 * are programs that measure whole runs.
 */
@NullMarked
package dev.factory.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
