package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
        assertThat(found(
                        "21 25 0:19 / /sys rw,nosuid - sysfs sysfs rw",
                        "22 25 0:20 / /mqueue rw - tmpfs mqueue rw,mqueue",
                        "23 25 0:21 / /x rw - mqueue2 mqueue rw",
                        "24 25 0:22 /mqueue /y rw mqueue - ext4 /dev/mqueue rw"))
                .isNull();
    }

    @Test
    void linesThatAreNoMountsAreSkipped() {
        assertThat(found("", "mqueue", "36 25 0:20 / /q rw mqueue none rw")).isNull();
        assertThat(found()).isNull();
    }

    @Test
    void aPathThatIsNoTextHidesNoOther() {
        byte[] notUtf8 = "35 25 0:20 / /\u00ff rw - ext4 none rw\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] notToBeNamed = "37 25 0:20 / /\u00ff rw - mqueue none rw\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] zero = "38 25 0:20 / /\\000 rw - mqueue none rw\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(notUtf8);
        table.writeBytes("36 25 0:20 / /q rw - mqueue none rw\n".getBytes(StandardCharsets.UTF_8));
        table.writeBytes(notToBeNamed);
        table.writeBytes(zero);
        assertThat(MountTable.mountPointOf("mqueue", table.toByteArray())).isEqualTo(Path.of("/q"));
    }

    @Test
    void onlyALineFeedEndsALine() {
        assertFound("/a\rb\u000bc\fd", "36 25 0:20 / /a\rb\u000bc\fd rw - mqueue none rw");
    }

    @Test
    void charactersOutsideAsciiAreUtf8() {
        assumeTrue(StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding")), "no UTF-8 locale");
        assertFound("/\u00c5\u00e9\u6c34", "36 25 0:20 / /\u00c5\u00e9\u6c34 rw - mqueue none rw");
    }

    private static @Nullable Path found(String... lines) {
        return MountTable.mountPointOf("mqueue", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertFound(String expected, String... lines) {
        assertThat(found(lines)).isEqualTo(Path.of(expected));
    }
}
