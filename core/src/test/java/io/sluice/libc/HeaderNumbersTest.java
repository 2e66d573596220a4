package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number that this library believes, against the headers of the system it is tested on. */
class HeaderNumbersTest {
    private static final String CONSTANT_HEADERS = """
            #include <fcntl.h>
            #include <limits.h>
            #include <signal.h>
            #include <sys/epoll.h>
            #include <sys/eventfd.h>
            #include <sys/inotify.h>
            #include <sys/msg.h>
            #include <sys/resource.h>
            #include <sys/socket.h>
            #include <sys/stat.h>
            #include <sys/timerfd.h>
            #include <time.h>
            #include <linux/mqueue.h>
            #include <linux/netlink.h>
            """;

    private static final String LAYOUT_HEADERS = """
            #include <mqueue.h>
            #include <signal.h>
            #include <sys/epoll.h>
            #include <sys/inotify.h>
            #include <sys/msg.h>
            #include <sys/resource.h>
            #include <sys/stat.h>
            #include <sys/statfs.h>
            #include <sys/syscall.h>
            #include <time.h>
            """;

    private static final Map<String, String> LAYOUTS = Map.ofEntries(
            Map.entry("STATX_STRUCT_SIZE", "sizeof(struct statx)"),
            Map.entry("STX_MASK", "offsetof(struct statx, stx_mask)"),
            Map.entry("STX_NLINK", "offsetof(struct statx, stx_nlink)"),
            Map.entry("STX_UID", "offsetof(struct statx, stx_uid)"),
            Map.entry("STX_GID", "offsetof(struct statx, stx_gid)"),
            Map.entry("STX_MODE", "offsetof(struct statx, stx_mode)"),
            Map.entry("STX_INO", "offsetof(struct statx, stx_ino)"),
            Map.entry("STX_SIZE", "offsetof(struct statx, stx_size)"),
            Map.entry("STX_DEV_MAJOR", "offsetof(struct statx, stx_dev_major)"),
            Map.entry("STX_DEV_MINOR", "offsetof(struct statx, stx_dev_minor)"),
            Map.entry("STATFS_SIZE", "sizeof(struct statfs)"),
            Map.entry("STATFS_TYPE", "offsetof(struct statfs, f_type)"),
            Map.entry("INOTIFY_EVENT_SIZE", "sizeof(struct inotify_event)"),
            Map.entry("INOTIFY_EVENT_WD", "offsetof(struct inotify_event, wd)"),
            Map.entry("INOTIFY_EVENT_MASK", "offsetof(struct inotify_event, mask)"),
            Map.entry("INOTIFY_EVENT_LEN", "offsetof(struct inotify_event, len)"),
            Map.entry("EPOLL_EVENT_EVENTS", "offsetof(struct epoll_event, events)"),
            Map.entry("MQ_ATTR_SIZE", "sizeof(struct mq_attr)"),
            Map.entry("MQ_ATTR_FLAGS", "offsetof(struct mq_attr, mq_flags)"),
            Map.entry("MQ_ATTR_MAXMSG", "offsetof(struct mq_attr, mq_maxmsg)"),
            Map.entry("MQ_ATTR_MSGSIZE", "offsetof(struct mq_attr, mq_msgsize)"),
            Map.entry("MQ_ATTR_CURMSGS", "offsetof(struct mq_attr, mq_curmsgs)"),
            Map.entry("MSQID_DS_SIZE", "sizeof(struct msqid_ds)"),
            Map.entry("MSQID_DS_KEY", "offsetof(struct msqid_ds, msg_perm.__key)"),
            Map.entry("MSQID_DS_UID", "offsetof(struct msqid_ds, msg_perm.uid)"),
            Map.entry("MSQID_DS_GID", "offsetof(struct msqid_ds, msg_perm.gid)"),
            Map.entry("MSQID_DS_CUID", "offsetof(struct msqid_ds, msg_perm.cuid)"),
            Map.entry("MSQID_DS_CGID", "offsetof(struct msqid_ds, msg_perm.cgid)"),
            Map.entry("MSQID_DS_MODE", "offsetof(struct msqid_ds, msg_perm.mode)"),
            Map.entry("MSQID_DS_STIME", "offsetof(struct msqid_ds, msg_stime)"),
            Map.entry("MSQID_DS_RTIME", "offsetof(struct msqid_ds, msg_rtime)"),
            Map.entry("MSQID_DS_CTIME", "offsetof(struct msqid_ds, msg_ctime)"),
            Map.entry("MSQID_DS_CBYTES", "offsetof(struct msqid_ds, __msg_cbytes)"),
            Map.entry("MSQID_DS_QNUM", "offsetof(struct msqid_ds, msg_qnum)"),
            Map.entry("MSQID_DS_QBYTES", "offsetof(struct msqid_ds, msg_qbytes)"),
            Map.entry("MSQID_DS_LSPID", "offsetof(struct msqid_ds, msg_lspid)"),
            Map.entry("MSQID_DS_LRPID", "offsetof(struct msqid_ds, msg_lrpid)"),
            Map.entry("MSGINFO_SIZE", "sizeof(struct msginfo)"),
            Map.entry("MSGINFO_MSGMAX", "offsetof(struct msginfo, msgmax)"),
            Map.entry("MSGINFO_MSGMNB", "offsetof(struct msginfo, msgmnb)"),
            Map.entry("MSGINFO_MSGMNI", "offsetof(struct msginfo, msgmni)"),
            Map.entry("TIMESPEC_SIZE", "sizeof(struct timespec)"),
            Map.entry("TIMESPEC_SEC", "offsetof(struct timespec, tv_sec)"),
            Map.entry("TIMESPEC_NSEC", "offsetof(struct timespec, tv_nsec)"),
            Map.entry("ITIMERSPEC_SIZE", "sizeof(struct itimerspec)"),
            Map.entry("ITIMERSPEC_INTERVAL", "offsetof(struct itimerspec, it_interval)"),
            Map.entry("ITIMERSPEC_VALUE", "offsetof(struct itimerspec, it_value)"),
            Map.entry("SIGEVENT_SIZE", "sizeof(struct sigevent)"),
            Map.entry("SIGEVENT_VALUE", "offsetof(struct sigevent, sigev_value)"),
            Map.entry("SIGEVENT_SIGNO", "offsetof(struct sigevent, sigev_signo)"),
            Map.entry("SIGEVENT_NOTIFY", "offsetof(struct sigevent, sigev_notify)"),
            Map.entry("RLIMIT_SIZE", "sizeof(struct rlimit)"),
            Map.entry("RLIMIT_CUR", "offsetof(struct rlimit, rlim_cur)"),
            Map.entry("SIGACTION_SIZE", "sizeof(struct sigaction)"),
            Map.entry("SIGACTION_HANDLER", "offsetof(struct sigaction, sa_handler)"),
            Map.entry("SIGACTION_FLAGS", "offsetof(struct sigaction, sa_flags)"),
            Map.entry("SIGSET_SIZE", "sizeof(sigset_t)"));

    private static final Map<String, String> OF_EACH_ABI = Map.of(
            "epollEventSize", "sizeof(struct epoll_event)",
            "epollEventDataOffset", "offsetof(struct epoll_event, data)",
            "sysGettid", "__NR_gettid",
            "sysTgkill", "__NR_tgkill",
            "sysMqTimedsend", "__NR_mq_timedsend",
            "sysMqTimedreceive", "__NR_mq_timedreceive",
            "sysMqNotify", "__NR_mq_notify",
            "sysStatx", "__NR_statx");

    @Test
    void everyConstantIsThatOfTheHeaders() throws Exception {
        Map<String, Long> ours = staticNumbers(LinuxConstants.class, FileConstants.class, InotifyConstants.class);
        Map<String, String> expressions =
                ours.keySet().stream().collect(Collectors.toMap(Function.identity(), HeaderNumbersTest::expression));
        assertThat(HeaderValues.of("constants", CONSTANT_HEADERS, expressions)).isEqualTo(ours);
    }

    /** A constant stands under its C name. The masks of epoll are unsigned in C. */
    private static String expression(String name) {
        return name.equals("SIG_DFL") ? "(intptr_t) SIG_DFL" : name.startsWith("EPOLL") ? "(int) " + name : name;
    }

    @Test
    void everyOffsetAndSizeIsThatOfTheHeaders() throws Exception {
        Map<String, Long> ours = staticNumbers(StructLayouts.class, FileLayouts.class, InotifyLayouts.class);
        assertThat(LAYOUTS.keySet()).as("each has a row here").isEqualTo(ours.keySet());
        assertThat(HeaderValues.of("layouts", LAYOUT_HEADERS, LAYOUTS)).isEqualTo(ours);
    }

    @Test
    void theLayoutsOfThisMachineAreThoseOfTheHeaders() throws Exception {
        assertThat(HeaderValues.of("machine", LAYOUT_HEADERS, OF_EACH_ABI))
                .isEqualTo(components(StructLayouts.CURRENT, FileLayouts.CURRENT));
    }

    /**
     * The kernel gives {@code struct epoll_event} the packed attribute on x86-64 alone, so elsewhere it is laid out as
     * any other struct; and an architecture as young as aarch64 has the system call numbers of the generic table, which
     * is installed on every machine. Alignment of a 64-bit number is 8 on both, so this compiler can answer for both.
     */
    @Test
    void theLayoutsOfAarch64AreThoseOfTheGenericHeaders() throws Exception {
        String generic = """
                #include <asm-generic/unistd.h>
                struct epoll_event { uint32_t events; union { void *ptr; int fd; uint32_t u32; uint64_t u64; } data; };
                """;
        assertThat(HeaderValues.of("aarch64", generic, OF_EACH_ABI))
                .isEqualTo(components(StructLayouts.of(Abi.AARCH64), FileLayouts.of(Abi.AARCH64)));
    }

    @Test
    void everyErrorNumberIsThatOfTheHeaders() {
        Map<String, Long> ours = Stream.of(Errno.values())
                .filter(errno -> errno != Errno.UNKNOWN)
                .collect(Collectors.toMap(Errno::name, errno -> (long) errno.number()));
        Map<String, String> expressions =
                ours.keySet().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        assertThat(HeaderValues.of("errnos", "#include <errno.h>\n", expressions))
                .isEqualTo(ours);
    }

    private static Map<String, Long> staticNumbers(Class<?>... holders) throws IllegalAccessException {
        Map<String, Long> numbers = new TreeMap<>();
        for (Class<?> holder : holders) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive()) {
                    numbers.put(field.getName(), ((Number) field.get(null)).longValue());
                }
            }
        }
        assertThat(numbers).isNotEmpty();
        return numbers;
    }

    private static Map<String, Long> components(Record... layouts) throws ReflectiveOperationException {
        Map<String, Long> numbers = new TreeMap<>();
        for (Record each : layouts) {
            for (RecordComponent component : each.getClass().getRecordComponents()) {
                numbers.put(
                        component.getName(), ((Number) component.getAccessor().invoke(each)).longValue());
            }
        }
        assertThat(OF_EACH_ABI.keySet()).as("each has a row here").isEqualTo(numbers.keySet());
        return numbers;
    }
}
