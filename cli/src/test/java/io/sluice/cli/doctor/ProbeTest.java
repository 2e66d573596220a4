package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are tried: those that a container forbids, those that an old kernel lacks, and those that work. */
class ProbeTest {
    private static Finding refusedWith(Errno errno) {
        return new Probe("mq_open", "POSIX message queues", Errno.ENOENT, () -> {
                    throw new ErrnoException("mq_open", "/q", errno, "");
                })
                .finding();
    }

    @ParameterizedTest
    @CsvSource({
        "EPERM, seccomp",
        "ENOSYS, kernel",
        "EMFILE, RLIMIT_NOFILE",
        "ENOMEM, memory",
        "EINVAL, manual page of mq_open"
    })
    void aRefusedCallIsAFailure(Errno errno, String remedy) {
        Finding finding = refusedWith(errno);
        assertThat(finding.name()).isEqualTo("mq_open");
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.value()).isEqualTo(errno.name());
        assertThat(finding.effect()).isEqualTo("POSIX message queues need it");
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void theExpectedAnswerIsInOrder() {
        assertThat(refusedWith(Errno.ENOENT).verdict()).isEqualTo(Verdict.OK);
        assertThat(new Probe("pipe2", "pipes", null, () -> {}).finding().verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void whatCannotBeTriedIsUnknown() {
        Finding finding = new Probe("pipe2", "pipes", null, () -> {
                    throw new NoClassDefFoundError("a binding");
                })
                .finding();
        assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding.value()).isEqualTo("cannot be tried here: a binding");
    }

    @Test
    void eachCallOfThisMachineHasAnAnswer() {
        Findings findings = Findings.of(SystemCalls.ofThisMachine());
        assertThat(findings.all())
                .hasSize(10)
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isNotEqualTo(Verdict.UNKNOWN));
    }
}
