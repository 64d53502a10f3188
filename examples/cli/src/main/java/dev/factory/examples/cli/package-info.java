/**
 * The command line {@code factory}: verify a ledger, look at it, prove, archive and restore it.
 *
 * <p>Start at {@link dev.factory.examples.cli.Factory}; each command is a class of its own, made
 * with the {@code Session} it runs in.
 */
package dev.factory.examples.cli;
