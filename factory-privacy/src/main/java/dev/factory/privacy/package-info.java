/** Data subject requests and erasure, with evidence. */
package dev.factory.privacy;
