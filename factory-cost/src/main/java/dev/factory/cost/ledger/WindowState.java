package dev.factory.cost.ledger;

/**
 * A counter and its name.
 *
 * @param key which window
 * @param counter what it has
 */
public record WindowState(WindowKey key, Counter counter) {}
