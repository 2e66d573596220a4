package io.sluice.ffm;

import io.sluice.libc.ErrnoContract;

class FfmErrnoTest extends ErrnoContract {
    FfmErrnoTest() {
        super(new FfmLibcProvider());
    }
}
