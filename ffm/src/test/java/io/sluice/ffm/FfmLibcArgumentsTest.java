package io.sluice.ffm;

import io.sluice.libc.LibcArgumentsContract;
import io.sluice.libc.LibcProvider;

class FfmLibcArgumentsTest extends LibcArgumentsContract {
    @Override
    protected LibcProvider provider() {
        return new FfmLibcProvider();
    }
}
