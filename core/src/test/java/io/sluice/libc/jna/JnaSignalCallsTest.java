package io.sluice.libc.jna;

import io.sluice.libc.SignalCallsContract;

class JnaSignalCallsTest extends SignalCallsContract {
    JnaSignalCallsTest() {
        super(new JnaLibcProvider());
    }
}
