package io.sluice.libc.jna;

import io.sluice.libc.MemoryCallsContract;

class JnaMemoryCallsTest extends MemoryCallsContract {
    JnaMemoryCallsTest() {
        super(new JnaLibcProvider());
    }
}
