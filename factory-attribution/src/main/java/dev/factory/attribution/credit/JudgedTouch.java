package dev.factory.attribution.credit;

import dev.factory.attribution.event.Touchpoint;

/**
 * A touch that was considered for a conversion.
 *
 * @param touch the touch
 * @param verdict whether it counts, and if not, why
 */
public record JudgedTouch(Touchpoint touch, Verdict verdict) {}
