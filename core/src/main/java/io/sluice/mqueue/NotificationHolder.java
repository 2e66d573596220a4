package io.sluice.mqueue;

import io.sluice.libc.FileCalls;
import io.sluice.memory.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a queue's notification slot. A queue's descriptor can be read like a file and gives a line of status, the same
 * as its entry in the queues' file system, but with no mount and nothing that would be opened and closed.
 */
final class NotificationHolder {
    private static final Pattern PID = Pattern.compile("NOTIFY_PID:(\\d{1,10})\\b");
    private static final int LINE = 256;

    private NotificationHolder() {}

    /** The process; 0 where nobody holds it, the queue is not open for reading, or the process is in another namespace. */
    static long of(FileCalls files, int mqd) {
        NativeMemory memory = NativeMemory.allocate(LINE);
        long length = files.pread(mqd, memory.address(), LINE, 0);
        memory.keepAlive();
        if (length <= 0) {
            return 0;
        }
        byte[] line = new byte[(int) length];
        memory.bytes().get(0, line);
        return parsed(line);
    }

    static long parsed(byte[] line) {
        Matcher pid = PID.matcher(new String(line, StandardCharsets.US_ASCII));
        return pid.find() ? Long.parseLong(pid.group(1)) : 0;
    }
}
