package dev.factory.attribution.dispute;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;

/**
 * What an accepted dispute gives a publisher, or takes back, of one conversion. It stands on the
 * next statement that is closed; statements that are closed stay as they are.
 *
 * @param id made of dispute and conversion: the same adjustment is made once
 * @param disputeId why
 * @param publisherId whose
 * @param conversionId of which conversion
 * @param at when it was accepted
 * @param credit its part of the gross, either sign
 * @param commission what the publisher gets by it, either sign; it is the platform's
 */
public record Adjustment(
    EventId id,
    String disputeId,
    PublisherId publisherId,
    EventId conversionId,
    Instant at,
    MicroMoney credit,
    MicroMoney commission) {}
