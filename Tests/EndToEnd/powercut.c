/* A preloaded library that keeps a journal of what a program does to the files under one directory, in the order in which it
 * does it: what is written, cut, named and removed, and what is synced. `powercut.py` builds from the journal what a power cut
 * could have left at any moment.
 *
 *   LD_PRELOAD=powercut.so POWERCUT_DIRECTORY=/absolute/directory POWERCUT_JOURNAL=/elsewhere/journal PROGRAM…
 *
 * Every call is passed on to the system, so the program notices nothing. One lock, which other processes on the same journal
 * share, is held over a change and its line in the journal: their orders agree. A sync has two lines, since what is written
 * while it runs is not covered by it. What is written through a mapping cannot be seen: the journal says that a file was mapped.
 *
 * A line is a head (see `struct head`) and `length` bytes; numbers are little-endian on every machine that runs the tests.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    uint32_t length; /* of what follows */
    uint8_t kind;
    uint8_t unused[3];
    uint64_t file;  /* the inode, of the file or of the directory */
    uint64_t place; /* the offset of a write, the new size of a cut, the thread of a sync */
};

enum {
    CREATED = 'C',      /* path: a new file has this name; an inode of an older file may come again here */
    DIRECTORY = 'D',    /* path: a new directory has this name */
    OPENED = 'O',       /* path of a directory that was opened, so that it can be synced */
    WRITTEN = 'W',      /* the bytes */
    CUT = 'T',          /* the file has another size */
    SYNC_BEGINS = 's',
    SYNC_ENDS = 'S',
    RENAMED = 'R',      /* the old path, a zero, the new path */
    LINKED = 'L',       /* the same for a second name */
    UNLINKED = 'U',     /* path */
    MAPPED = 'M',       /* the file is written to in a way that cannot be seen */
};

#define MOST_FILES 65536

static char directory[PATH_MAX];
static size_t directory_length;
static int journal = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static uint64_t inodes[MOST_FILES]; /* by descriptor; 0: not one of ours */

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void give_up(const char *what) {
    fprintf(stderr, "powercut: %s: %s\n", what, strerror(errno));
    abort();
}

__attribute__((constructor)) static void begin(void) {
    const char *wanted = getenv("POWERCUT_DIRECTORY"), *path = getenv("POWERCUT_JOURNAL");
    if (!wanted || !path) return;
    if (!realpath(wanted, directory)) give_up(wanted);
    directory_length = strlen(directory);
    journal = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal < 0) give_up(path);
}

static void lock(void) {
    pthread_mutex_lock(&mutex);
    while (flock(journal, LOCK_EX) != 0)
        if (errno != EINTR) give_up("lock");
}

static void unlock(void) {
    int kept = errno;
    flock(journal, LOCK_UN);
    pthread_mutex_unlock(&mutex);
    errno = kept;
}

/* Appends one line; the lock is held. */
static void note(uint8_t kind, uint64_t file, uint64_t place, const void *bytes, size_t length) {
    int kept = errno;
    struct head head = {.length = (uint32_t)length, .kind = kind, .file = file, .place = place};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
    if (syscall(SYS_writev, journal, parts, length ? 2 : 1) != (long)(sizeof head + length)) give_up("journal");
    errno = kept;
}

/* Where a path lies below the directory: "" for itself, NULL when it is elsewhere. `whole` is room for PATH_MAX. */
static const char *below(int at, const char *path, char *whole) {
    if (journal < 0) return NULL;
    int kept = errno;
    char parent[PATH_MAX], start[PATH_MAX + 64];
    if (path[0] == '/' || at == AT_FDCWD) snprintf(start, sizeof start, "%s", path);
    else snprintf(start, sizeof start, "/proc/self/fd/%d/%s", at, path);
    size_t length = strlen(start);
    while (length > 1 && start[length - 1] == '/') start[--length] = 0;
    char *slash = strrchr(start, '/');
    const char *name = slash ? slash + 1 : start;
    if (!slash) snprintf(parent, sizeof parent, ".");
    else snprintf(parent, sizeof parent, "%.*s", slash == start ? 1 : (int)(slash - start), start);
    char *resolved = realpath(parent, whole);
    errno = kept;
    if (!resolved) return NULL;
    length = strlen(whole);
    snprintf(whole + length, PATH_MAX - length, "%s%s", whole[length - 1] == '/' ? "" : "/", name);
    if (strncmp(whole, directory, directory_length) != 0) return NULL;
    if (whole[directory_length] == 0) return whole + directory_length;
    return whole[directory_length] == '/' ? whole + directory_length + 1 : NULL;
}

static int ours(int descriptor) {
    return journal >= 0 && descriptor >= 0 && descriptor < MOST_FILES && inodes[descriptor] != 0;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    const char *place = below(at, path, whole);
    if (!place) return syscall(SYS_openat, at, path, flags, mode);
    lock();
    struct stat before, after;
    int was_there = fstatat(at, path, &before, 0) == 0;
    int descriptor = syscall(SYS_openat, at, path, flags, mode);
    if (descriptor >= 0 && fstat(descriptor, &after) == 0) {
        if (descriptor >= MOST_FILES) give_up("too many open files");
        inodes[descriptor] = after.st_ino;
        if (S_ISDIR(after.st_mode)) note(OPENED, after.st_ino, 0, place, strlen(place));
        else if (!was_there) note(CREATED, after.st_ino, 0, place, strlen(place));
        else if (flags & O_TRUNC) note(CUT, after.st_ino, 0, NULL, 0);
    }
    unlock();
    return descriptor;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int descriptor) {
    if (descriptor == journal) return 0;
    if (ours(descriptor)) inodes[descriptor] = 0;
    return syscall(SYS_close, descriptor);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite);
    if (!ours(descriptor)) return real(descriptor, bytes, count, offset);
    lock();
    ssize_t written = real(descriptor, bytes, count, offset);
    if (written > 0) note(WRITTEN, inodes[descriptor], offset, bytes, written);
    unlock();
    return written;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    REAL(write);
    if (!ours(descriptor)) return real(descriptor, bytes, count);
    lock();
    ssize_t written = real(descriptor, bytes, count);
    /* Where it was written is known afterwards, also with O_APPEND. */
    if (written > 0)
        note(WRITTEN, inodes[descriptor], lseek(descriptor, 0, SEEK_CUR) - written, bytes, written);
    unlock();
    return written;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    REAL(writev);
    if (!ours(descriptor)) return real(descriptor, parts, count);
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t written = write(descriptor, parts[i].iov_base, parts[i].iov_len);
        if (written < 0) return all ? all : -1;
        all += written;
        if ((size_t)written < parts[i].iov_len) break;
    }
    return all;
}

/* Copying inside the system would pass by unseen: whoever tries falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    REAL(sendfile);
    if (!ours(out)) return real(out, in, offset, count);
    errno = EINVAL;
    return -1;
}

ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t count, unsigned flags) {
    REAL(copy_file_range);
    if (!ours(out)) return real(in, from, out, to, count, flags);
    errno = EXDEV;
    return -1;
}

int ftruncate(int descriptor, off_t size) {
    REAL(ftruncate);
    if (!ours(descriptor)) return real(descriptor, size);
    lock();
    int result = real(descriptor, size);
    if (result == 0) note(CUT, inodes[descriptor], size, NULL, 0);
    unlock();
    return result;
}

int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

static int synced(int descriptor, int (*real)(int)) {
    uint64_t file = inodes[descriptor], thread = syscall(SYS_gettid);
    lock();
    note(SYNC_BEGINS, file, thread, NULL, 0);
    unlock();
    int result = real(descriptor);
    lock();
    if (result == 0) note(SYNC_ENDS, file, thread, NULL, 0);
    unlock();
    return result;
}

int fsync(int descriptor) {
    REAL(fsync);
    return ours(descriptor) ? synced(descriptor, real) : real(descriptor);
}

int fdatasync(int descriptor) {
    REAL(fdatasync);
    return ours(descriptor) ? synced(descriptor, real) : real(descriptor);
}

static int named(uint8_t kind, int from_at, const char *from, int to_at, const char *to, int flags) {
    char old_whole[PATH_MAX], new_whole[PATH_MAX], both[2 * PATH_MAX];
    const char *old = below(from_at, from, old_whole), *new = below(to_at, to, new_whole);
    long call = kind == RENAMED ? SYS_renameat2 : SYS_linkat;
    if (!old && !new) return syscall(call, from_at, from, to_at, to, flags);
    if (!old || !new) give_up("a file is moved over the border of the directory");
    lock();
    int result = syscall(call, from_at, from, to_at, to, flags);
    size_t old_length = strlen(old), new_length = strlen(new);
    memcpy(both, old, old_length + 1);
    memcpy(both + old_length + 1, new, new_length);
    if (result == 0) note(kind, 0, 0, both, old_length + 1 + new_length);
    unlock();
    return result;
}

int rename(const char *from, const char *to) { return named(RENAMED, AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char *from, int to_at, const char *to) {
    return named(RENAMED, from_at, from, to_at, to, 0);
}
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    return named(RENAMED, from_at, from, to_at, to, flags);
}
int link(const char *from, const char *to) { return named(LINKED, AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    return named(LINKED, from_at, from, to_at, to, flags);
}

int unlinkat(int at, const char *path, int flags) {
    char whole[PATH_MAX];
    const char *place = below(at, path, whole);
    if (!place) return syscall(SYS_unlinkat, at, path, flags);
    lock();
    int result = syscall(SYS_unlinkat, at, path, flags);
    if (result == 0) note(UNLINKED, 0, 0, place, strlen(place));
    unlock();
    return result;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    int result = unlinkat(AT_FDCWD, path, 0);
    return result != 0 && errno == EISDIR ? unlinkat(AT_FDCWD, path, AT_REMOVEDIR) : result;
}

int mkdirat(int at, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    const char *place = below(at, path, whole);
    if (!place) return syscall(SYS_mkdirat, at, path, mode);
    lock();
    int result = syscall(SYS_mkdirat, at, path, mode);
    if (result == 0) note(DIRECTORY, 0, 0, place, strlen(place));
    unlock();
    return result;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    if (ours(descriptor) && (protection & PROT_WRITE) && (flags & MAP_SHARED)) {
        lock();
        note(MAPPED, inodes[descriptor], 0, NULL, 0);
        unlock();
    }
    return (void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, offset);
}

void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    return mmap(address, length, protection, flags, descriptor, offset);
}
