/*
 * hand_over: two threads. The first one receives a message when the second one has asked for it, and hands it over. The second
 * one checks it, and asks for the next. Each waits for the other by a futex.
 */
#define _GNU_SOURCE
#include "worker.h"
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>

static unsigned char bytes[MAX_SIZE];
static ssize_t length;
static mqd_t queue;
/* How many messages were asked for, and how many were handed over. */
static uint32_t asked, handed;

static void advance(uint32_t *word) {
    __atomic_add_fetch(word, 1, __ATOMIC_RELEASE);
    if (syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) < 0) {
        failed("futex");
    }
}

static void await(uint32_t *word, uint32_t value) {
    for (uint32_t found; (found = __atomic_load_n(word, __ATOMIC_ACQUIRE)) != value;) {
        if (syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, found, NULL, NULL, 0) != 0 && errno != EAGAIN && errno != EINTR) {
            failed("futex");
        }
    }
}

static void *receive(void *count) {
    for (uint32_t n = 1; n <= *(long *) count; n++) {
        await(&asked, n);
        length = mq_receive(queue, (char *) bytes, sizeof bytes, NULL);
        if (length < 0) {
            failed("mq_receive");
        }
        advance(&handed);
    }
    return NULL;
}

int main(void) {
    struct command command;
    while (next_command(&command)) {
        pthread_t receiver;
        queue = open_queue(command.names[0], O_RDONLY);
        asked = handed = 0;
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID), started = 0;
        if (pthread_create(&receiver, NULL, receive, &command.count) != 0) {
            failed("pthread_create");
        }
        ready();
        for (uint32_t n = 1; n <= command.count; n++) {
            advance(&asked);
            await(&handed, n);
            started = started == 0 ? now() : started;
            check_message(bytes, length, n - 1, command.size);
        }
        done(now() - started, cpu);
        pthread_join(receiver, NULL);
        mq_close(queue);
    }
    return 0;
}
