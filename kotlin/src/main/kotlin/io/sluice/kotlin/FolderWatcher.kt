@file:JvmName("FolderWatcherExtensions")

package io.sluice.kotlin

import io.sluice.inotify.FolderEvent
import io.sluice.reactor.inotify.FolderWatcher
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow

/**
 * Watches the folder without end. An event is read when the collector wants the next one and not before: until then it
 * stays in the kernel. Where too many are unread, the kernel drops further ones, and [io.sluice.inotify.EventsLost]
 * comes in their place.
 *
 * Each collector has a watch of its own, from the start of the collection to its end, so each gets all events.
 * Cancelling the coroutine ends the watch. An event that was read and that the collector has not seen goes to Reactor's
 * discard hook (see [withDiscardHook]).
 *
 * @param buffer how many events may be read before the collector wants them; 0 or more
 * @return the events. It completes when the watcher is stopped, and fails as [FolderWatcher.events] does
 * @throws IllegalArgumentException if the buffer is negative
 * @see FolderWatcher.events
 */
public fun FolderWatcher.folderEvents(buffer: Int = 0): Flow<FolderEvent> = events().asDemandFlow(buffer)

/**
 * Waits until there is a certain name in the folder. Returns at once if it is there. Cancelling the coroutine ends the
 * wait; `withTimeout` bounds it.
 *
 * @param name the name of a file, folder, link or FIFO, without the folder
 * @return the path of the name. What it names may be empty yet
 * @throws IllegalArgumentException if the name is empty or has a slash, or the folder's path is no UTF-8
 * @throws java.util.concurrent.RejectedExecutionException if the event loop is closed
 * @see FolderWatcher.appeared
 */
public suspend fun FolderWatcher.awaitName(name: String): Path =
    checkNotNull(appeared(name).firstOrNull()) { "a name has a path" }
