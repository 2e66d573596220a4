package io.sluice.ffm;

import io.sluice.libc.SysvSemaphoreCallsContract;

class FfmSysvSemaphoreCallsTest extends SysvSemaphoreCallsContract {
    FfmSysvSemaphoreCallsTest() {
        super(new FfmLibcProvider());
    }
}
