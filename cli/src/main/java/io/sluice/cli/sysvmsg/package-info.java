/**
 * {@code sluice sysv}: System V message queues. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of
 * all kinds share; no other kind.
 */
@NullMarked
package io.sluice.cli.sysvmsg;

import org.jspecify.annotations.NullMarked;
