/** The end of the parts that all users of this library share. Imports any package of {@code core}. */
@NullMarked
package io.sluice;

import org.jspecify.annotations.NullMarked;
