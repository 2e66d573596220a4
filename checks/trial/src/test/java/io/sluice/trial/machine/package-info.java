/** Runs the module {@code jcstress} in the long form: each state machine in every order that the JIT and the processor allow. */
package io.sluice.trial.machine;
