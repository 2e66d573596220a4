/** Permits and locks that this JVM and C programs share, on every kind: none is lost, and none is made. */
package io.sluice.trial.guard;
