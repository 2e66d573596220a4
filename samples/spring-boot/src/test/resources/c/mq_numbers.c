/*
 * mq_numbers NAME: sends 0, 1, 2 and so on as text, as fast as the queue takes them, until SIGTERM. Writes "sending" before the
 * first one, and at the end how many it has sent.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void) signal;
    ended = 1;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mq_numbers NAME\n");
        return 2;
    }
    struct sigaction action = {.sa_handler = end}; /* without SA_RESTART: mq_send(3) returns EINTR */
    struct timespec second;
    sigaction(SIGTERM, &action, NULL);
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    printf("sending\n");
    fflush(stdout);
    long number = 0;
    while (!ended) {
        char text[32];
        int length = snprintf(text, sizeof text, "%ld", number);
        /* A signal between the look at it and the call would be missed without the limit. */
        clock_gettime(CLOCK_REALTIME, &second);
        second.tv_sec++;
        if (mq_timedsend(queue, text, length, 0, &second) == 0) {
            number++;
        } else if (errno != EINTR && errno != ETIMEDOUT) {
            perror("mq_timedsend");
            return 1;
        }
    }
    printf("%ld\n", number);
    return 0;
}
