package io.sluice.ffm;

import io.sluice.libc.SocketCallsContract;

class FfmSocketCallsTest extends SocketCallsContract {
    FfmSocketCallsTest() {
        super(new FfmLibcProvider());
    }
}
