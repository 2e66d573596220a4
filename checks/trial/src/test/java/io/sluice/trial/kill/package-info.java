/** Processes at the ends of a queue that are killed under load, and the account of what became of every message. */
package io.sluice.trial.kill;
