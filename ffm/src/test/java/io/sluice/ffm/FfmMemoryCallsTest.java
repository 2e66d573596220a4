package io.sluice.ffm;

import io.sluice.libc.MemoryCallsContract;

class FfmMemoryCallsTest extends MemoryCallsContract {
    FfmMemoryCallsTest() {
        super(new FfmLibcProvider());
    }
}
