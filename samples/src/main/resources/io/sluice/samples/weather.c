/*
 * weather NAME: sends three readings of weather stations to a message queue, and in between a text, which is none.
 */
#include <mqueue.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

struct weather {
    uint16_t station;
    bool calibrated;
    int64_t taken_at; /* in milliseconds since 1970 */
    double celsius;
    uint16_t gusts[3]; /* in cm/s */
    char place[16];
};

static const struct weather readings[] = {
    {7, true, 1767225600000, 21.5, {310, 280, 455}, "Zugspitze"},
    {8, false, 1767225660000, -4.25, {90, 0, 65535}, "Brocken"},
    {9, true, 1767225720000, 8, {120, 130, 110}, "Feldberg"},
};

static const char text[] = "station 9 restarts";

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: weather NAME\n");
        return 2;
    }
    alarm(LIFETIME);
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        if (i == 2 && mq_send(queue, text, strlen(text), 0) != 0) {
            perror("mq_send");
            return 1;
        }
        if (mq_send(queue, (const char *) &readings[i], sizeof readings[i], 0) != 0) {
            perror("mq_send");
            return 1;
        }
    }
    return 0;
}
