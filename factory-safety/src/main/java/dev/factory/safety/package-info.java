/** Screening of text, redaction and human review. */
package dev.factory.safety;
