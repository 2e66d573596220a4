package io.sluice.libc.jna;

import io.sluice.libc.FutexCallsContract;

class JnaFutexCallsTest extends FutexCallsContract {
    JnaFutexCallsTest() {
        super(new JnaLibcProvider());
    }
}
