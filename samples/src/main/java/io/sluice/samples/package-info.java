/** One small class for each idea, with a {@code main} to run. May import anything. */
@NullMarked
package io.sluice.samples;

import org.jspecify.annotations.NullMarked;
