/**
 * Meters and observations of what streams, sends and acquisitions do. Imports Micrometer, {@code sluice-reactor}, and {@code
 * sluice-core} without its native seam.
 */
@NullMarked
package io.sluice.micrometer;

import org.jspecify.annotations.NullMarked;
