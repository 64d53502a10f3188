/**
 * What models cost, when, where and in which quantity.
 *
 * <p>Start at {@link dev.factory.cost.price.PriceBook}.
 */
package dev.factory.cost.price;
