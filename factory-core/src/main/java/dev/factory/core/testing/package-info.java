/**
 * Stand-ins for time, ids and threads, for the tests of hosts; no test framework is needed.
 *
 * <p>Start at {@link dev.factory.core.testing.SettableTime}.
 */
package dev.factory.core.testing;
