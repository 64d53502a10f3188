/** The reference deployment: HTTP API, dashboard and metrics. */
package dev.factory.examples.hosted;
