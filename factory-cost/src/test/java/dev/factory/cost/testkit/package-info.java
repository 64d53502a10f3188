/** What every budget store promises, as tests that any store can run. */
package dev.factory.cost.testkit;
