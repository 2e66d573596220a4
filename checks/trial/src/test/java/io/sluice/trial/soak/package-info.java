/** An hour of everything at once, to see that nothing grows. */
package io.sluice.trial.soak;
