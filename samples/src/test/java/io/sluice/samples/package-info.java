/** Runs every sample and reads what it prints. */
package io.sluice.samples;
