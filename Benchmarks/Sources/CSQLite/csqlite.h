/* SQLite as its own header shows it, and what Swift cannot say of it. */
#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

/* Binds bytes as text; SQLite makes a copy. */
static inline int csqlite_bind_text(sqlite3_stmt *statement, int column, const void *bytes, int count) {
    return sqlite3_bind_text(statement, column, (const char *)bytes, count, SQLITE_TRANSIENT);
}

#endif
