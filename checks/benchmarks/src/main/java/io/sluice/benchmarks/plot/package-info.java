/** Draws the results, as SVG. */
@NullMarked
package io.sluice.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
