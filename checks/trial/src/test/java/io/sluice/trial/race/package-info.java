/** Two events at one moment on the real kernel, again and again, at every offset of one to the other. */
package io.sluice.trial.race;
