/**
 * Options that commands of several kinds have, as picocli mixins, and the converters of their values. Imports {@code
 * io.sluice.reactor}, {@code core} and {@code io.sluice.cli.command}.
 */
@NullMarked
package io.sluice.cli.option;

import org.jspecify.annotations.NullMarked;
