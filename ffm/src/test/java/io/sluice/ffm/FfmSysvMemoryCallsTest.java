package io.sluice.ffm;

import io.sluice.libc.SysvMemoryCallsContract;

class FfmSysvMemoryCallsTest extends SysvMemoryCallsContract {
    FfmSysvMemoryCallsTest() {
        super(new FfmLibcProvider());
    }
}
