package dev.factory.attribution.spi;

import dev.factory.core.money.MicroMoney;

/**
 * What a publisher did and got in a period, in one currency.
 *
 * @param clicks its touchpoints of kind CLICK in the period
 * @param attributedClicks its clicks, of any time, that have a weight of more than zero for a
 *     conversion of the period
 * @param conversions conversions of the period for which it has such a touchpoint of any kind
 * @param credit the sum of its credits for conversions and reversals of the period
 * @param commission the sum of its commissions for them
 */
public record RevenueFigures(
    long clicks,
    long attributedClicks,
    long conversions,
    MicroMoney credit,
    MicroMoney commission) {}
