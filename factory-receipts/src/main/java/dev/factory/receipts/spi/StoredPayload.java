package dev.factory.receipts.spi;

/**
 * What a receipt says, apart from its header so that it can be erased without touching the chain.
 *
 * @param data canonical JSON of the object of the clear members
 * @param disclosures canonical JSON of the array of disclosures of personal members; {@code []} if
 *     there are none
 */
public record StoredPayload(String data, String disclosures) {}
