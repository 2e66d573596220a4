package io.sluice.libc.jna;

import io.sluice.libc.LibcArgumentsContract;

class JnaLibcArgumentsTest extends LibcArgumentsContract {
    JnaLibcArgumentsTest() {
        super(new JnaLibcProvider());
    }
}
