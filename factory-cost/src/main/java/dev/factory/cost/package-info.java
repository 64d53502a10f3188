/** AI spend that cannot run away: prices, budgets, limits and routing. */
package dev.factory.cost;
