package io.sluice.libc.jna;

import io.sluice.libc.PosixQueueCallsContract;

class JnaPosixQueueCallsTest extends PosixQueueCallsContract {
    JnaPosixQueueCallsTest() {
        super(new JnaLibcProvider());
    }
}
