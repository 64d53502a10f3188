/** Pages that run no script and load nothing, and amounts as people read them. */
package dev.factory.examples.pages;
