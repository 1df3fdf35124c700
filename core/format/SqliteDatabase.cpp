// SPDX-License-Identifier: MIT
#include "core/format/SqliteDatabase.h"

#include "core/event/ShownText.h"

#include <sqlite3.h>
#include <vector>

namespace heddle {

struct SqliteRow::Private {
    sqlite3_stmt* statement = nullptr;
    std::string* problem = nullptr;  // the database's
    int next = 1;

    void note(int code) const {
        if (code != SQLITE_OK && code != SQLITE_DONE && problem->empty())
            *problem = sqlite3_errstr(code);
    }
};

struct SqliteDatabase::Private {
    sqlite3* database = nullptr;
    std::string problem;
    std::vector<std::shared_ptr<SqliteRow::Private>> rows;

    void closeNow() {
        for (const auto& row : rows)
            sqlite3_finalize(row->statement);
        rows.clear();
        sqlite3_close(database);
        database = nullptr;
    }
};

namespace {

bool isText(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = utf8Length(bytes);
        if (length == 0 || bytes[0] == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}  // namespace

SqliteRow& SqliteRow::number(std::int64_t value) {
    m->note(sqlite3_bind_int64(m->statement, m->next++, value));
    return *this;
}

SqliteRow& SqliteRow::text(std::string_view value) {
    const auto size = static_cast<int>(value.size());
    const char* bytes = value.empty() ? "" : value.data();
    m->note(isText(value) ? sqlite3_bind_text(m->statement, m->next++, bytes, size, SQLITE_TRANSIENT)
                          : sqlite3_bind_blob(m->statement, m->next++, bytes, size, SQLITE_TRANSIENT));
    return *this;
}

SqliteRow& SqliteRow::null() {
    m->note(sqlite3_bind_null(m->statement, m->next++));
    return *this;
}

void SqliteRow::run() {
    m->note(sqlite3_step(m->statement));
    sqlite3_reset(m->statement);
    m->next = 1;
}

SqliteDatabase::SqliteDatabase(std::unique_ptr<Private> members) : m(std::move(members)) {}

SqliteDatabase::~SqliteDatabase() {
    m->closeNow();
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::filesystem::path& path) {
    auto members = std::make_unique<Private>();
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    // Nobody else knows of the file yet: no locks.
    const std::string file = std::filesystem::absolute(path).string();  // "file:x" would be a URI
    const int code = sqlite3_open_v2(file.c_str(), &members->database, flags, "unix-none");
    std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(std::move(members)));
    if (code != SQLITE_OK)
        return failure(sqlite3_errstr(code));
    database->run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; BEGIN");
    return database;
}

void SqliteDatabase::run(const char* statements) {
    const int code = sqlite3_exec(m->database, statements, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && m->problem.empty())
        m->problem = sqlite3_errmsg(m->database);
}

SqliteRow SqliteDatabase::prepare(const char* statement) {
    const auto row = std::make_shared<SqliteRow::Private>();
    row->problem = &m->problem;
    row->note(
        sqlite3_prepare_v3(m->database, statement, -1, SQLITE_PREPARE_PERSISTENT, &row->statement, nullptr));
    m->rows.push_back(row);
    return SqliteRow(row);
}

bool SqliteDatabase::isGood() const {
    return m->problem.empty();
}

Result<void> SqliteDatabase::close() {
    run("COMMIT");
    m->closeNow();
    return m->problem.empty() ? Result<void>() : failure(m->problem);
}

}  // namespace heddle
