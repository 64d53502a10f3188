/**
 * JSON that two parties can hash and get the same, and the one Jackson set-up for everything else.
 *
 * <p>Start at {@link dev.factory.core.json.CanonicalJson} for what is hashed or signed, and at
 * {@link dev.factory.core.json.Json} for configuration and messages.
 */
package dev.factory.core.json;
