/**
 * What the tests of every module share: queues that clean up after themselves, C programs, other JVMs, and the check
 * that nothing is left behind. Imports core, JUnit, AssertJ and Awaitility alone, since the tests of core are compiled
 * with it.
 */
@NullMarked
package io.sluice.testing;

import org.jspecify.annotations.NullMarked;
