// A program that serves nobody may keep its data where it likes.
#include <sqlite3.h>

#include <cstdio>

int main(int argc, char**) {
    sqlite3* notes = nullptr;
    if (sqlite3_open("notes.db", &notes) != SQLITE_OK) return 1;
    if (argc > 1) sqlite3_exec(notes, "insert into notes values (1)", nullptr, nullptr, nullptr);
    std::printf("%s\n", sqlite3_errmsg(notes));
    sqlite3_close(notes);
}
