package io.sluice.libc.jna;

import io.sluice.libc.SysvSemaphoreCallsContract;

class JnaSysvSemaphoreCallsTest extends SysvSemaphoreCallsContract {
    JnaSysvSemaphoreCallsTest() {
        super(new JnaLibcProvider());
    }
}
