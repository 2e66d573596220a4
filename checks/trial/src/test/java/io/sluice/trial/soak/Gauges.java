package io.sluice.trial.soak;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LeakReports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this process holds, each as one number. */
enum Gauges {
    DESCRIPTORS("descriptors", 2) {
        @Override
        long read() {
            String[] entries = new File("/proc/self/fd").list();
            return entries == null ? 0 : entries.length;
        }
    },
    THREADS("threads", 3) {
        @Override
        long read() {
            return fromProc(Pattern.compile("(?m)^Threads:\\s+(\\d+)"));
        }
    },
    RESIDENT("resident memory, KiB", 2 * 1024) {
        @Override
        long read() {
            return fromProc(Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB"));
        }
    },
    NATIVE("native memory of the JVM, KiB", 2 * 1024) {
        @Override
        long read() {
            try {
                Object summary = ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "vmNativeMemory",
                                new Object[] {new String[] {"summary"}},
                                new String[] {String[].class.getName()});
                return first(Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB"), summary.toString());
            } catch (JMException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    /** What the collector has left: the heap's own size is fixed, and all of it resident from the beginning. */
    HEAP("heap in use after a collection, KiB", 512) {
        @Override
        long read() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                            .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                            .sum()
                    / 1024;
        }
    },
    DIRECT("direct buffers, bytes", 16 * 1024) {
        @Override
        long read() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
        }
    },
    /** The same number each time, since as many queues of the same size are open. */
    QUEUE_BYTES("RLIMIT_MSGQUEUE in use, bytes", 0) {
        @Override
        long read() {
            try (RunningProgram probe = CProgram.of("mq_bytes_used").start()) {
                return Long.parseLong(probe.awaitExit(Bounds.SOON).output().strip());
            }
        }
    };

    private final String title;
    private final long slack;

    Gauges(String title, long slack) {
        this.title = title;
        this.slack = slack;
    }

    abstract long read();

    String title() {
        return title;
    }

    /**
     * By how much it may grow from one third of the run to the next, beyond chance. Of memory, 2 MiB in a third of an hour
     * are 60 bytes for each of its 35,000 subscriptions, less than the least that could be left behind of any of them.
     */
    long slack() {
        return slack;
    }

    private static long fromProc(Pattern pattern) {
        try {
            return first(pattern, Files.readString(Path.of("/proc/self/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** All of them now. Garbage that holds native memory is let go before, and a handle that is garbage is reported. */
    static Map<Gauges, Long> readAll() {
        LeakReports.collectGarbage();
        Map<Gauges, Long> all = new EnumMap<>(Gauges.class);
        for (Gauges gauge : values()) {
            all.put(gauge, gauge.read());
        }
        return all;
    }
}
