/*
 * numbered_send NAME PRIORITIES [LENGTH]: sends the numbers from 0 on, as text, until SIGTERM; each with the priority that is its
 * rest by PRIORITIES, and with spaces behind it up to LENGTH, 64 at most. Waits where the queue is full. Writes "sending" before the first one, and "sent N" at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t ended;

static void end(int signal) {
    ended = signal;
}

int main(int argc, char **argv) {
    int shortest = argc == 4 ? atoi(argv[3]) : 0;
    if (argc < 3 || argc > 4 || shortest < 0 || shortest > 64) {
        fprintf(stderr, "usage: numbered_send NAME PRIORITIES [LENGTH]\n");
        return 2;
    }
    /* Without SA_RESTART: a send that waits for room is interrupted. */
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    unsigned priorities = atoi(argv[2]);
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    printf("sending\n");
    long number = 0;
    while (!ended) {
        char text[65];
        int length = snprintf(text, sizeof text, "%-*ld", shortest, number);
        if (mq_send(queue, text, length, number % priorities) == 0) {
            number++;
        } else if (errno != EINTR) {
            perror("mq_send");
            return 1;
        }
    }
    printf("sent %ld\n", number);
    return 0;
}
