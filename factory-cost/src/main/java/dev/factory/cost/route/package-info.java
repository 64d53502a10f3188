/**
 * Which model answers: the cheapest that can, may and is good enough. Start at {@link
 * dev.factory.cost.route.Router}.
 */
package dev.factory.cost.route;
