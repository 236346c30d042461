#define _GNU_SOURCE
#include "measure.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>

static atomic_bool counting = false;
static atomic_uint_fast64_t allocations = 0;

void measure_count_allocations(bool on) { atomic_store(&counting, on); }

uint64_t measure_allocations(void) { return atomic_load(&allocations); }

bool measure_contains(const void *bytes, size_t count, const void *text, size_t text_count) {
    return memmem(bytes, count, text, text_count) != NULL;
}

#ifdef __GLIBC__
/* The program's own malloc comes before that of the C library, for Swift's runtime and Foundation as well. Each function
   passes the call on; glibc keeps its allocator under these names. free is left alone. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static inline void count(void) {
    if (atomic_load_explicit(&counting, memory_order_relaxed)) {
        atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    }
}

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    count();
    return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    count();
    void *allocated = __libc_memalign(alignment, size);
    if (allocated == NULL) return ENOMEM;
    *memory = allocated;
    return 0;
}
#endif
