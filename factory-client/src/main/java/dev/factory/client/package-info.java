/** Typed client of the hosted API. */
package dev.factory.client;
