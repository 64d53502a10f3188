/** Door. */
package dev.factory.receipts;
