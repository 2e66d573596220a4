package io.sluice.inotify;

import io.sluice.libc.InotifyConstants;
import io.sluice.libc.InotifyLayouts;
import io.sluice.memory.NativeMemory;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Makes events of what was read from the kernel about one folder. */
final class EventParser {
    private final String folder;
    /** With a slash at the end. */
    private final byte[] prefix;

    /** Why nothing more comes; null while the folder is watched. */
    private @Nullable FolderGoneException gone;

    /** With the bytes of an absolute path that has no slash at the end, but for the root. */
    EventParser(String folder, byte[] path) {
        this.folder = folder;
        boolean isRoot = path.length == 1;
        prefix = isRoot ? path : Arrays.copyOf(path, path.length + 1);
        prefix[prefix.length - 1] = '/';
    }

    @Nullable
    FolderGoneException gone() {
        return gone;
    }

    /** Adds the events in the first bytes of a memory. */
    void parse(NativeMemory memory, long length, Queue<FolderEvent> events) {
        int at = 0;
        while (at + InotifyLayouts.INOTIFY_EVENT_SIZE <= length && gone == null) {
            int mask = memory.bytes().getInt(at + InotifyLayouts.INOTIFY_EVENT_MASK);
            int room = memory.bytes().getInt(at + InotifyLayouts.INOTIFY_EVENT_LEN);
            at += InotifyLayouts.INOTIFY_EVENT_SIZE;
            if ((mask & InotifyConstants.IN_Q_OVERFLOW) != 0) {
                events.add(new EventsLost());
            } else if (room > 0) {
                addNameEvent(mask, named(memory, at, room), events);
            } else {
                folderItself(mask);
            }
            at += room;
        }
    }

    private void addNameEvent(int mask, byte[] path, Queue<FolderEvent> events) {
        for (NameChange change : NameChange.values()) {
            if (change.isIn(mask)) {
                boolean isFolder = (mask & InotifyConstants.IN_ISDIR) != 0;
                events.add(new NameEvent(change, isFolder, path, prefix.length));
            }
        }
    }

    /** The kernel pads a name with zeros. */
    private byte[] named(NativeMemory memory, int at, int room) {
        int length = 0;
        while (length < room && memory.bytes().get(at + length) != 0) {
            length++;
        }
        byte[] path = Arrays.copyOf(prefix, prefix.length + length);
        memory.bytes().get(at, path, prefix.length, length);
        return path;
    }

    private void folderItself(int mask) {
        if ((mask & InotifyConstants.IN_UNMOUNT) != 0) {
            gone = new FolderGoneException(folder, "unmounted");
        } else if ((mask & InotifyConstants.IN_MOVE_SELF) != 0) {
            gone = new FolderGoneException(folder, "moved");
        } else if ((mask & (InotifyConstants.IN_DELETE_SELF | InotifyConstants.IN_IGNORED)) != 0) {
            gone = new FolderGoneException(folder, "deleted");
        } // else its own attributes have changed, and nobody has asked for that
    }
}
