#define _GNU_SOURCE
#include "linux.h"

#include <sched.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/prctl.h>
#include <time.h>

int linux_epoll_wait(int poller, struct epoll_event *events, int count, int64_t nanoseconds) {
    struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    return epoll_pwait2(poller, events, count, nanoseconds < 0 ? NULL : &time, NULL);
}

int linux_event_fd(const struct epoll_event *event) { return event->data.fd; }

int linux_epoll_watch(int poller, int fd, bool for_writing, bool is_new) {
    struct epoll_event event = {.events = EPOLLIN | (for_writing ? EPOLLOUT : 0), .data.fd = fd};
    return epoll_ctl(poller, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
}

int linux_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK); }

int linux_pin(int processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return sched_setaffinity(0, sizeof set, &set);
}

void linux_exact_timers(void) { prctl(PR_SET_TIMERSLACK, 1); }
