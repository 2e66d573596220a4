/**
 * What tests of every module share: queues that clean up after themselves, C peers, other JVMs, and the check that
 * nothing is left behind.
 */
package io.sluice.testing;
