/*
 * load send: sends the messages of each round at half the rate that this machine can do, which it measures before its first
 * round, with a child that receives. load receive: receives them by epoll, checks them, and says how long each was on the way.
 *
 * A message has its number, the monotonic time right before its mq_send, and the time at which it was due, which is earlier
 * where the sender had to wait for room. The bytes behind that are those of its number.
 */
#include "worker.h"
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { HEAD = 3 * sizeof(int64_t), TRIALS = 3, TRIAL_COUNT = 30000, MAX_MESSAGES = 10 };

static unsigned char bytes[MAX_SIZE];

static void send_stamped(mqd_t queue, int64_t number, size_t size, int64_t due) {
    write_message(bytes, number, size);
    int64_t sent = now();
    memcpy(bytes + sizeof number, &sent, sizeof sent);
    memcpy(bytes + 2 * sizeof number, &due, sizeof due);
    if (mq_send(queue, (char *) bytes, size, 0) != 0) {
        failed("mq_send");
    }
}

static void receive_all(mqd_t queue, long count, size_t size, int64_t *taken, int64_t *since_due) {
    struct epoll_event event;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, queue, EPOLLIN, 0);
    for (int64_t n = 0; n < count;) {
        int64_t stamps[3];
        ssize_t length = mq_receive(queue, (char *) bytes, sizeof bytes, NULL);
        if (length >= 0) {
            int64_t at = now();
            check_message_from(HEAD, bytes, length, n, size);
            memcpy(stamps, bytes, sizeof stamps);
            taken[n] = at - stamps[1];
            since_due[n] = at - stamps[2];
            if (stamps[1] > at || stamps[2] > stamps[1]) {
                wrong("the time of a message", at, stamps[1]);
            }
            n++;
        } else if (errno != EAGAIN) {
            failed("mq_receive");
        } else if (epoll_wait(epoll, &event, 1, -1) < 0) {
            failed("epoll_wait");
        }
    }
    close(epoll);
}

static int64_t *numbers(long count) {
    int64_t *numbers = calloc(count, sizeof *numbers);
    if (numbers == NULL) {
        failed("calloc");
    }
    return numbers;
}

/* The nanoseconds of a number of messages that are sent as fast as they are received. */
static int64_t trial(size_t size) {
    char name[64];
    struct mq_attr attributes = {.mq_maxmsg = MAX_MESSAGES, .mq_msgsize = size};
    snprintf(name, sizeof name, "/sluice-benchmark-load-%d", (int) getpid());
    mqd_t writer = mq_open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600, &attributes);
    mqd_t reader = open_queue(name, O_RDONLY | O_NONBLOCK);
    mq_unlink(name);
    int64_t started = now();
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        receive_all(reader, TRIAL_COUNT, size, numbers(TRIAL_COUNT), numbers(TRIAL_COUNT));
        _exit(0);
    }
    for (long n = 0; child > 0 && n < TRIAL_COUNT; n++) {
        send_stamped(writer, n, size, started);
    }
    int status = -1;
    if (waitpid(child, &status, 0) != child || status != 0) {
        failed("the child that receives");
    }
    mq_close(writer);
    mq_close(reader);
    return now() - started;
}

static int64_t nanos_apart(size_t size) {
    int64_t least = INT64_MAX;
    for (int i = 0; i < TRIALS; i++) {
        int64_t nanos = trial(size);
        least = nanos < least ? nanos : least;
    }
    return 2 * least / TRIAL_COUNT;
}

static void send_all(mqd_t queue, const struct command *command, int64_t apart) {
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID), begun = now();
    for (int64_t n = 0; n < command->count; n++) {
        int64_t due = begun + n * apart;
        while (now() < due) {
            /* to sleep would take longer than there is time */
        }
        send_stamped(queue, n, command->size, due);
    }
    int64_t nanos = now() - begun;
    snprintf(besides, sizeof besides, " rate=%.0f", command->count * 1e9 / nanos);
    done(nanos, cpu);
}

static void receive(mqd_t queue, const struct command *command) {
    int64_t *taken = numbers(command->count), *since_due = numbers(command->count);
    receive_all(queue, command->count, command->size, taken, since_due);
    qsort(since_due, command->count, sizeof *since_due, by_value);
    snprintf(besides, sizeof besides, " due999=%lld", (long long) since_due[command->count * 999 / 1000]);
    done_with(taken, command->count);
    free(taken);
    free(since_due);
}

int main(int argc, char **argv) {
    struct command command;
    int sends = argc == 2 && strcmp(argv[1], "send") == 0;
    int64_t apart = 0;
    while (next_command(&command)) {
        mqd_t queue = open_queue(command.names[0], sends ? O_WRONLY : O_RDONLY | O_NONBLOCK);
        apart = sends && apart == 0 ? nanos_apart(command.size) : apart;
        ready();
        if (sends) {
            send_all(queue, &command, apart);
        } else {
            receive(queue, &command);
        }
        mq_close(queue);
    }
    return 0;
}
