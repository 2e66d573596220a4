/** Makes what a distribution of the command contains beside its jar. It imports the command line. */
@NullMarked
package io.sluice.distribution;

import org.jspecify.annotations.NullMarked;
