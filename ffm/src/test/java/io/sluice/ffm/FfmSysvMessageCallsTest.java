package io.sluice.ffm;

import io.sluice.libc.SysvMessageCallsContract;

class FfmSysvMessageCallsTest extends SysvMessageCallsContract {
    FfmSysvMessageCallsTest() {
        super(new FfmLibcProvider());
    }
}
