// What GNU's C library has for starting programs and Swift's module of it leaves out.

#ifndef CPROCESS_H
#define CPROCESS_H

#include <spawn.h>

/// A pipe whose ends no program that is started inherits. Returns -1 and sets errno when there is none.
int cprocess_pipe(int ends[2]);

/// The program that is started has no file open from this descriptor on. Returns an error number, or 0.
int cprocess_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
