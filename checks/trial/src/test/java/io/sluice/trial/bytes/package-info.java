/**
 * Bad bytes: whatever a caller, a file or a command line says, a method answers or throws what its Javadoc names, and
 * soon. Each class named {@code ...Rules} says what must hold of one kind of input; a property test feeds it with random
 * values, and a fuzz test with what Jazzer makes of the code that it has reached.
 */
package io.sluice.trial.bytes;
