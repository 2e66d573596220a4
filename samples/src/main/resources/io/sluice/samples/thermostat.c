/*
 * thermostat READINGS COMMANDS: a daemon that sends the temperature of a room into the queue READINGS fifty times a
 * second, and obeys the queue COMMANDS: "on" and "off" switch the heating, "stop" ends it, with "stopped" as the last
 * reading. Where nobody takes the readings, mq_send(3) holds it back.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LONGEST 64  /* bytes in a message: the queues are created with this size */
#define LIFETIME 60 /* seconds after which an orphan of this program ends */

static int fail(const char *call)
{
    perror(call);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: thermostat READINGS COMMANDS\n");
        return 2;
    }
    alarm(LIFETIME);
    mqd_t readings = mq_open(argv[1], O_WRONLY);
    mqd_t commands = mq_open(argv[2], O_RDONLY | O_NONBLOCK);
    if (readings == (mqd_t)-1 || commands == (mqd_t)-1)
        return fail("thermostat: mq_open");

    double degrees = 20;
    int heating = 0;
    for (;;) {
        char text[LONGEST + 1];
        ssize_t length = mq_receive(commands, text, LONGEST, NULL);
        if (length >= 0) {
            text[length] = '\0';
            if (strcmp(text, "stop") == 0)
                return mq_send(readings, "stopped", strlen("stopped"), 0) == 0 ? 0 : fail("thermostat: mq_send");
            heating = strcmp(text, "on") == 0;
        }
        degrees += heating ? 0.5 : -0.3;
        length = snprintf(text, sizeof text, "%.1f", degrees);
        if (mq_send(readings, text, length, 0) != 0)
            return fail("thermostat: mq_send");
        nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
    }
}
