/**
 * The harness: compares Sluice with programs in C and with what users write by hand, in pairs of processes, and prints
 * ratios. May import anything.
 */
@NullMarked
package io.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
