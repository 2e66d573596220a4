/**
 * Shortages: of memory in the heap and outside it, of descriptors, of queues and of bytes in them. Each in a JVM of its own
 * under a limit of its own: the error names the cause, nothing leaks, and when the shortage ends the same objects work on.
 */
package io.sluice.trial.exhaustion;
