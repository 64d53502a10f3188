/**
 * Confirmations of payouts by mail: the adapter of {@link dev.factory.attribution.spi.Mailer} for
 * SMTP.
 *
 * <p>Start at {@link dev.factory.examples.cli.mail.ConfirmationMail}.
 */
package dev.factory.examples.cli.mail;
