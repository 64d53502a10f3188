/** Budgets counted in memory: for tests, and for hosts of one process. */
package dev.factory.cost.memory;
