/*
 * ticket_client REQUESTS: asks the server that reads the FIFO REQUESTS for numbers, three times, and prints what it gets.
 * The answers come through a FIFO of its own, REQUESTS.PID, so that no other client takes them.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

struct request {
    int32_t client;
    int32_t count;
};

static int ask(const char *server, int answers)
{
    int requests = open(server, O_WRONLY); /* waits for the server */
    if (requests < 0)
        return -1;
    for (int count = 1; count <= 3; count++) {
        struct request request = {.client = getpid(), .count = count};
        int32_t first;
        /* So few bytes go into the pipe whole, whoever else writes to it. */
        if (write(requests, &request, sizeof request) != sizeof request)
            return -1;
        if (read(answers, &first, sizeof first) != sizeof first)
            return -1;
        printf("client: %d from %d\n", count, first);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: ticket_client REQUESTS\n");
        return 2;
    }
    alarm(LIFETIME);
    char own[PATH_MAX];
    snprintf(own, sizeof own, "%s.%d", argv[1], (int)getpid());
    /* For writing as well, so that it never sees an end between two answers. */
    int answers = mkfifo(own, 0600) == 0 ? open(own, O_RDWR) : -1;
    int failed = answers < 0 || ask(argv[1], answers) != 0;
    if (failed)
        perror("ticket_client");
    unlink(own);
    return failed;
}
