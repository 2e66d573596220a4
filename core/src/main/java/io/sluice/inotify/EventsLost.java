package io.sluice.inotify;

/**
 * The kernel had no room for further events, since too many were unread ({@code /proc/sys/fs/inotify/max_queued_events}), and
 * dropped them. What the folder holds now is to be read from the folder.
 *
 * @see "inotify(7)"
 */
public record EventsLost() implements FolderEvent {}
