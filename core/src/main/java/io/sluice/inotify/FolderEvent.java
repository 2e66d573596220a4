package io.sluice.inotify;

/**
 * What a watched folder reports: a change of a name in it, or that reports were lost.
 *
 * <pre>{@code
 * FolderEvent event = watch.tryRead();
 * if (event instanceof NameEvent change) {
 *     System.out.println(change.change() + " " + change.path());
 * } else if (event instanceof EventsLost) {
 *     System.out.println("read the folder again");
 * }
 * }</pre>
 */
public sealed interface FolderEvent permits NameEvent, EventsLost {}
