/**
 * Stretches of time that begin where the one before ends: periods, billing months, calendar windows
 * in any time zone.
 *
 * <p>Everything is half-open: the start belongs to it, the end does not. Start at {@link
 * dev.factory.core.time.Period}; for budgets and other limits that renew, at {@link
 * dev.factory.core.time.CalendarWindow}.
 */
package dev.factory.core.time;
