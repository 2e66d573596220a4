package io.sluice.ffm;

import io.sluice.libc.LibcArgumentsContract;

class FfmLibcArgumentsTest extends LibcArgumentsContract {
    FfmLibcArgumentsTest() {
        super(new FfmLibcProvider());
    }
}
