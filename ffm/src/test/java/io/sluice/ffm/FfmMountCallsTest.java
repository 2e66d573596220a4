package io.sluice.ffm;

import io.sluice.libc.MountCallsContract;

class FfmMountCallsTest extends MountCallsContract {
    FfmMountCallsTest() {
        super(new FfmLibcProvider());
    }
}
