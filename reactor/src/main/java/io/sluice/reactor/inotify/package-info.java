/** Names that appear, change and vanish in folders, as {@code Flux} and {@code Mono}. */
@NullMarked
package io.sluice.reactor.inotify;

import org.jspecify.annotations.NullMarked;
