package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    @Test
    void theMountPointIsTheFifthField() {
        assertFound(
                "/dev/mqueue", "36 25 0:20 / /dev/mqueue rw,nosuid,nodev,noexec,relatime shared:15 - mqueue mqueue rw");
    }

    @Test
    void anyNumberOfOptionalFieldsMayStandBeforeTheDash() {
        assertFound("/q", "36 25 0:20 / /q rw - mqueue none rw");
        assertFound("/q", "36 25 0:20 / /q rw shared:1 master:2 propagate_from:3 unbindable - mqueue none rw");
    }

    @Test
    void blanksAndBackslashesAreEscaped() {
        assertFound("/a b\tc\nd\\e#", "36 25 0:20 / /a\\040b\\011c\\012d\\134e\\043 rw - mqueue none rw");
    }

    @Test
    void aPathMayHaveDashesAndSignsOfPatterns() {
        assertFound("/a - b/$1", "36 25 0:20 / /a\\040-\\040b/$1 rw - mqueue none rw");
        assertFound("/a-b-", "36 25 0:20 / /a-b- rw - mqueue none rw");
    }

    @Test
    void theLastMountIsTheOneOnTop() {
        assertFound(
                "/second",
                "36 25 0:20 / /first rw - mqueue none rw",
                "37 25 0:20 / /second rw - mqueue none rw",
                "38 25 0:21 / /third rw - tmpfs mqueue rw");
    }

    @Test
    void otherFileSystemsAreNotTakenForIt() {
        assertThat(MountTable.mountPointOf(
                        "mqueue",
                        List.of(
                                "21 25 0:19 / /sys rw,nosuid - sysfs sysfs rw",
                                "22 25 0:20 / /mqueue rw - tmpfs mqueue rw,mqueue",
                                "23 25 0:21 / /x rw - mqueue2 mqueue rw",
                                "24 25 0:22 /mqueue /y rw mqueue - ext4 /dev/mqueue rw")))
                .isNull();
    }

    @Test
    void linesThatAreNoMountsAreSkipped() {
        assertThat(MountTable.mountPointOf("mqueue", List.of("", "mqueue", "36 25 0:20 / /q rw mqueue none rw")))
                .isNull();
        assertThat(MountTable.mountPointOf("mqueue", List.of())).isNull();
    }

    private static void assertFound(String expected, String... lines) {
        assertThat(MountTable.mountPointOf("mqueue", List.of(lines))).isEqualTo(Path.of(expected));
    }
}
