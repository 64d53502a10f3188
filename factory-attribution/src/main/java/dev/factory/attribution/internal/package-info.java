/** What the packages of this module share; not exported, free to change. */
package dev.factory.attribution.internal;
