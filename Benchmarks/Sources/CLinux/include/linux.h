/* What Swift's Glibc module does not show of Linux. */
#ifndef CLINUX_H
#define CLINUX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

/* epoll_pwait2 without a signal mask; waits for ever when nanoseconds is negative. */
int linux_epoll_wait(int poller, struct epoll_event *events, int count, int64_t nanoseconds);

/* The file descriptor of an event. */
int linux_event_fd(const struct epoll_event *event);

/* Adds a file descriptor that is watched for being readable, and also for being writable. */
int linux_epoll_watch(int poller, int fd, bool for_writing, bool is_new);

/* Takes in a connection that never waits; -1 when there is none. */
int linux_accept(int listener);

/* Binds the calling thread to one processor. */
int linux_pin(int processor);

/* Lets timers of the calling thread be exact: the kernel may be 50 microseconds late otherwise. */
void linux_exact_timers(void);

#endif
