/** Door. */
package dev.factory.attribution;
