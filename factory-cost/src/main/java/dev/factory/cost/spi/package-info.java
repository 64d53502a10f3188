/** What a host may implement: where budgets are counted. */
package dev.factory.cost.spi;
