/**
 * {@code sluice doctor} and {@code sluice limits}: what this machine and this user allow. A {@link io.sluice.cli.doctor.Check}
 * looks at one area, and knows each kind that is bounded there. Imports {@code core}, and what the commands of all kinds share.
 */
@NullMarked
package io.sluice.cli.doctor;

import org.jspecify.annotations.NullMarked;
