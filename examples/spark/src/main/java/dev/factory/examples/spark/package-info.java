/** Attribution and receipt verification on Apache Spark. */
package dev.factory.examples.spark;
