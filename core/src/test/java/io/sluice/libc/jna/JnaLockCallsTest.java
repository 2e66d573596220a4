package io.sluice.libc.jna;

import io.sluice.libc.LockCallsContract;

class JnaLockCallsTest extends LockCallsContract {
    JnaLockCallsTest() {
        super(new JnaLibcProvider());
    }
}
