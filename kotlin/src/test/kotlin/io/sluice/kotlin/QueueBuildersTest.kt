package io.sluice.kotlin

import io.sluice.errno.Errno
import io.sluice.errno.ErrnoException
import io.sluice.mqueue.PosixAccess
import io.sluice.sysvmsg.SysvAccess
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.TestQueues
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

class QueueBuildersTest {
    @JvmField @RegisterExtension val queues = TestQueues()
    @JvmField @RegisterExtension val sysvQueues = SysvTestQueues()

    @Test
    fun aPosixQueueIsMadeAsDescribedAndThenFound() {
        val name = queues.name()
        val made =
            posixQueue(name) {
                maxMessages = 3
                maxMessageSize = 24
                mode = octal("0640")
            }
        made.use {
            assertThat(it.wasCreated()).isTrue()
            assertThat(it.maxMessages()).isEqualTo(3)
            assertThat(it.maxMessageSize()).isEqualTo(24)
            assertThat(it.permissions().mode()).isEqualTo(octal("640"))
        }
        assertThat(made.isOpen).isFalse()
        posixQueue(name) { access = PosixAccess.WRITE }
            .use {
                assertThat(it.wasCreated()).isFalse()
                assertThat(it.access()).isEqualTo(PosixAccess.WRITE)
            }
        val refused = assertThrows<ErrnoException> { newPosixQueue(name) }
        assertThat(refused.errno()).isEqualTo(Errno.EEXIST)
    }

    @Test
    fun whatIsNotDescribedIsTheDefault() {
        newPosixQueue(queues.name()).use {
            assertThat(it.access()).isEqualTo(PosixAccess.READ_WRITE)
            assertThat(it.permissions().mode()).isEqualTo(octal("0600"))
        }
    }

    @Test
    fun whatCannotBeRightIsRefused() {
        assertThrows<IllegalArgumentException> { posixQueue(queues.name()) { maxMessages = 0 } }
        assertThrows<IllegalArgumentException> { posixQueue(queues.name()) { mode = octal("1000") } }
        for (digits in listOf("0680", "+660", "-17", "", "777777777777")) {
            assertThrows<IllegalArgumentException> { octal(digits) }
        }
    }

    @Test
    fun aSystemVQueueIsMadeAsDescribedAndThenFound() {
        val key = sysvQueues.key()
        sysvQueue(key) { mode = octal("0640") }
            .use {
                assertThat(it.wasCreated()).isTrue()
                assertThat(it.status().permissions().mode()).isEqualTo(octal("0640"))
            }
        sysvQueue(key) { access = SysvAccess.WRITE }
            .use {
                assertThat(it.wasCreated()).isFalse()
                assertThat(it.access()).isEqualTo(SysvAccess.WRITE)
            }
        val refused = assertThrows<ErrnoException> { newSysvQueue(key) }
        assertThat(refused.errno()).isEqualTo(Errno.EEXIST)
    }
}
