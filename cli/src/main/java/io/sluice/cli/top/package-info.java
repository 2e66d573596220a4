/**
 * The command {@code sluice top}: a live screen over the overview. Imports {@code overview} and what commands share, and JLine, which
 * no other package does.
 */
@NullMarked
package io.sluice.cli.top;

import org.jspecify.annotations.NullMarked;
