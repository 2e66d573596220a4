package io.sluice.trial.soak;

import io.sluice.testing.Bounds;
import io.sluice.testing.CProcess;
import io.sluice.testing.CProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
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
    DESCRIPTORS("descriptors", 0.10, 8) {
        @Override
        long read() {
            String[] entries = new File("/proc/self/fd").list();
            return entries == null ? 0 : entries.length;
        }
    },
    THREADS("threads", 0.10, 5) {
        @Override
        long read() {
            return fromProc(Pattern.compile("(?m)^Threads:\\s+(\\d+)"));
        }
    },
    RESIDENT("resident memory, KiB", 0.05, 6 * 1024) {
        @Override
        long read() {
            return fromProc(Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB"));
        }
    },
    NATIVE("native memory of the JVM, KiB", 0.05, 6 * 1024) {
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
    DIRECT("direct buffers, bytes", 0.10, 16 * 1024) {
        @Override
        long read() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
        }
    },
    /** The same number each time, since as many queues of the same size are open. */
    QUEUE_BYTES("RLIMIT_MSGQUEUE in use, bytes", 0, 0) {
        @Override
        long read() {
            try (CProcess probe = CProgram.of("mq_bytes_used").start()) {
                return Long.parseLong(probe.awaitExit(Bounds.SOON).output().strip());
            }
        }
    };

    private final String title;
    private final double share;
    private final long slack;

    Gauges(String title, double share, long slack) {
        this.title = title;
        this.share = share;
        this.slack = slack;
    }

    abstract long read();

    String title() {
        return title;
    }

    /** The most that may be there late, by what there was at the most before: it goes up and down with the lanes. */
    long bound(long before) {
        return before + (long) (share * before) + slack;
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

    /** All of them now. Garbage that holds native memory is let go before. */
    static Map<Gauges, Long> readAll() {
        System.gc();
        Map<Gauges, Long> all = new EnumMap<>(Gauges.class);
        for (Gauges gauge : values()) {
            all.put(gauge, gauge.read());
        }
        return all;
    }
}
