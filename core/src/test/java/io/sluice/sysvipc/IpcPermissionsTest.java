package io.sluice.sysvipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sysvmsg.SysvMqSettings;
import org.junit.jupiter.api.Test;

class IpcPermissionsTest {
    @Test
    void aModeIsPrintedInOctal() {
        assertThat(new IpcPermissions(0600, 1, 2, 3, 4))
                .hasToString("IpcPermissions[mode=0600, userId=1, groupId=2, creatorUserId=3, creatorGroupId=4]");
        assertThat(new SysvMqSettings(1, 2, 0640, 3))
                .hasToString("SysvMqSettings[userId=1, groupId=2, mode=0640, maxBytes=3]");
    }
}
