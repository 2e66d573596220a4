package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of pipes, descriptors, inotify, signals and mappings, from a made-up {@code /proc}. */
class ProcessLimitsTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            SOFT               4096                 files
            Max msgqueue size         819200               819200               bytes
            """;

    @TempDir
    private Path root = Path.of("");

    private MadeUpFiles made = new MadeUpFiles(root);

    @BeforeEach
    void nothingIsThere() {
        made = new MadeUpFiles(root);
    }

    @Test
    void withoutProcEachLimitIsUnknownAndSaysWhy() {
        SystemFiles files = made.files();
        for (Check check : new Check[] {
            new PipeSettings(files),
            new OpenFiles(files),
            new InotifySettings(files),
            new PendingSignals(files),
            new Mappings(files)
        }) {
            Findings findings = Findings.of(check);
            findings.assertAll(Verdict.UNKNOWN);
            assertThat(findings.all())
                    .allSatisfy(finding -> assertThat(finding.value()).startsWith("/proc/"));
        }
    }

    @Test
    void aFileWithoutANumberIsUnknown() {
        made.with("/proc/sys/fs/pipe-max-size", "much\n").with("/proc/sys/fs/file-nr", "1 2\n");
        assertThat(Findings.of(new PipeSettings(made.files()))
                        .named("fs.pipe-max-size")
                        .value())
                .isEqualTo("/proc/sys/fs/pipe-max-size holds no number");
        assertThat(Findings.of(new OpenFiles(made.files())).named("fs.file-max").verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    private Findings pipes(int size, int soft, int hard) {
        made.with("/proc/sys/fs/pipe-max-size", size + "\n")
                .with("/proc/sys/fs/pipe-user-pages-soft", soft + "\n")
                .with("/proc/sys/fs/pipe-user-pages-hard", hard + "\n");
        return Findings.of(new PipeSettings(made.files()));
    }

    @Test
    void pipes() {
        Findings usual = pipes(1_048_576, 16384, 0);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("fs.pipe-user-pages-hard").value()).isEqualTo("no limit");
        pipes(4096, 16, 16).assertAll(Verdict.WARN);
    }

    private Findings openFiles(String soft, int descriptors, String fileNr, int watches) {
        made.with("/proc/self/limits", LIMITS.replace("SOFT", soft))
                .with("/proc/sys/fs/file-nr", fileNr)
                .with("/proc/sys/fs/epoll/max_user_watches", watches + "\n");
        for (int i = 0; i < descriptors; i++) {
            made.with("/proc/self/fd/" + i, "");
        }
        return Findings.of(new OpenFiles(made.files()));
    }

    @Test
    void openFiles() {
        Findings usual = openFiles("4096", 5, "1344\t0\t9223372036854775807\n", 100_000);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("RLIMIT_NOFILE").value()).isEqualTo("4096, 5 in use, 4091 left");
        assertThat(usual.named("fs.file-max").value()).isEqualTo("no limit, 1344 in use");
        openFiles("1023", 5, "90 0 110", 500).assertAll(Verdict.WARN);
        openFiles("20", 5, "100 0 110", 10).assertAll(Verdict.FAIL);
        assertThat(openFiles("unlimited", 5, "1 0 1000", 2000)
                        .named("RLIMIT_NOFILE")
                        .value())
                .isEqualTo("no limit, 5 in use");
    }

    private Findings inotify(int instances, int watches) {
        made.with("/proc/sys/fs/inotify/max_user_instances", instances + "\n")
                .with("/proc/sys/fs/inotify/max_user_watches", watches + "\n");
        return Findings.of(new InotifySettings(made.files()));
    }

    @Test
    void inotifyCountsWhatTheProcessesOfThisUserHave() {
        made.with("/proc/self/status", "Uid:\t7\t7\t7\t7\n")
                .with("/proc/11/status", "Uid:\t7\t0\t0\t0\n")
                .withLink("/proc/11/fd/3", "anon_inode:inotify")
                .with("/proc/11/fdinfo/3", "pos:\t0\ninotify wd:2 ino:1\ninotify wd:1 ino:2\n")
                .withLink("/proc/11/fd/4", "anon_inode:[eventpoll]")
                .withLink("/proc/11/fd/5", "anon_inode:inotify")
                .with("/proc/12/status", "Uid:\t8\t8\t8\t8\n")
                .withLink("/proc/12/fd/3", "anon_inode:inotify");
        Findings usual = inotify(128, 16384);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("fs.inotify.max_user_instances").value()).isEqualTo("128, 2 in use, 126 left");
        assertThat(usual.named("fs.inotify.max_user_watches").value()).isEqualTo("16384, 2 in use, 16382 left");
        inotify(2, 2).assertAll(Verdict.FAIL);

        made.with("/proc/11/fdinfo/5", "inotify wd:1\n".repeat(7));
        inotify(3, 10).assertVerdicts(Verdict.OK, Verdict.WARN);
    }

    private Findings signals(int used, int limit) {
        made.with("/proc/self/status", "Name:\tx\nSigQ:\t" + used + "/" + limit + "\nSeccomp:\t0\n");
        return Findings.of(new PendingSignals(made.files()));
    }

    @Test
    void pendingSignals() {
        assertThat(signals(1, 96365).named("RLIMIT_SIGPENDING").value()).isEqualTo("96365, 1 in use, 96364 left");
        signals(1, 96365).assertAll(Verdict.OK);
        signals(9, 10).assertAll(Verdict.WARN);
        signals(10, 10).assertAll(Verdict.FAIL);
        signals(10, 10).assertEachHasARemedy();
    }

    private Findings mappings(int used, int limit) {
        made.with("/proc/self/maps", "00400000-00401000 r-xp 0 0:0 0\n".repeat(used))
                .with("/proc/sys/vm/max_map_count", limit + "\n");
        return Findings.of(new Mappings(made.files()));
    }

    @Test
    void mappings() {
        assertThat(mappings(5, 65530).named("vm.max_map_count").value()).isEqualTo("65530, 5 in use, 65525 left");
        mappings(5, 65530).assertAll(Verdict.OK);
        mappings(900, 1000).assertAll(Verdict.WARN);
        mappings(950, 1000).assertAll(Verdict.FAIL);
    }
}
