/**
 * Names that appear, change and vanish in folders: {@link io.sluice.inotify.FolderWatch} and {@link
 * io.sluice.inotify.NameAppearance}. Imports {@code io.sluice.files} and below, and no other kind.
 */
@NullMarked
package io.sluice.inotify;

import org.jspecify.annotations.NullMarked;
