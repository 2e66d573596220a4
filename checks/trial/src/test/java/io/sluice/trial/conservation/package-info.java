/** Counts what many processes at once have written, sent or exited with, and what of it arrives. */
package io.sluice.trial.conservation;
