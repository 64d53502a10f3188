package dev.factory.cost.guard;

import java.time.Duration;

/**
 * A guarded call that is over.
 *
 * @param request what was asked
 * @param outcome what came of it
 * @param took from the first stage to the last
 */
public record GuardEvent(GuardRequest request, GuardOutcome outcome, Duration took) {}
