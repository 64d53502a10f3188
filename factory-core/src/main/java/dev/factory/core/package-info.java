/**
 * What every module has in common: errors with a stable code, and where ids come from.
 *
 * <p>Start at {@link dev.factory.core.FactoryException} and {@link dev.factory.core.IdSource}.
 */
package dev.factory.core;
