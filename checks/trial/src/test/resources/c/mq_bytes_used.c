/*
 * mq_bytes_used: writes how many bytes of RLIMIT_MSGQUEUE this user's queues have, which the kernel shows nowhere. A
 * queue can be created where the limit leaves room for it, so the least limit under which that goes is what is used.
 * Exact only while nobody else creates or removes one: in a user namespace of one's own.
 */
#include "seeded.h"
#include <sys/resource.h>
#include <unistd.h>

/* One message of one byte, and what the kernel adds for it on a 64-bit machine. */
enum { COST = 48 + 48 + 1 };

static int can_create_under(rlim_t limit) {
    struct rlimit both;
    getrlimit(RLIMIT_MSGQUEUE, &both);
    both.rlim_cur = limit;
    if (setrlimit(RLIMIT_MSGQUEUE, &both) != 0) {
        fail("setrlimit");
    }
    char name[64];
    snprintf(name, sizeof name, "/sluice-probe-%d", getpid());
    struct mq_attr one = {.mq_maxmsg = 1, .mq_msgsize = 1};
    mqd_t queue = mq_open(name, O_RDONLY | O_CREAT | O_EXCL, 0600, &one);
    if (queue == (mqd_t) -1) {
        if (errno != EMFILE) {
            fail("mq_open");
        }
        return 0;
    }
    mq_unlink(name);
    mq_close(queue);
    return 1;
}

int main(void) {
    struct rlimit all;
    getrlimit(RLIMIT_MSGQUEUE, &all);
    rlim_t too_little = 0, enough = all.rlim_cur;
    if (!can_create_under(enough)) {
        printf("full\n");
        return 0;
    }
    while (enough - too_little > 1) {
        rlim_t middle = too_little + (enough - too_little) / 2;
        if (can_create_under(middle)) {
            enough = middle;
        } else {
            too_little = middle;
        }
    }
    printf("%ld\n", (long) enough - COST);
    return 0;
}
