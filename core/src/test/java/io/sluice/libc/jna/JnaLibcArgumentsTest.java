package io.sluice.libc.jna;

import io.sluice.libc.LibcArgumentsContract;
import io.sluice.libc.LibcProvider;

class JnaLibcArgumentsTest extends LibcArgumentsContract {
    @Override
    protected LibcProvider provider() {
        return new JnaLibcProvider();
    }
}
