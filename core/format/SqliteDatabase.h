// SPDX-License-Identifier: MIT
// A database of SQLite (sqlite.org), as it is being filled.
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

// One statement that is run again and again, its values given from left to right. Thread: its database's
// owner. What goes wrong is remembered by the database.
class SqliteRow {
public:
    SqliteRow& number(std::int64_t value);
    SqliteRow& text(std::string_view value);  // as a blob where it is no UTF-8
    SqliteRow& null();
    template <class Id>
    SqliteRow& id(Id value) {  // null: none
        return value.isNone() ? null() : number(static_cast<std::int64_t>(value.number));
    }
    void run();  // and begin with the first value again

private:
    friend class SqliteDatabase;
    struct Private;
    explicit SqliteRow(std::shared_ptr<Private> members) : m(std::move(members)) {}
    std::shared_ptr<Private> m;  // shared with the database, which closes it
};

// Without a journal: what is not finished is thrown away anyway. Thread: one owner.
class SqliteDatabase {
public:
    static Result<std::unique_ptr<SqliteDatabase>> open(const std::filesystem::path& path);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    void run(const char* statements);
    SqliteRow prepare(const char* statement);
    bool isGood() const;
    Result<void> close();  // the first that went wrong, if anything has

private:
    struct Private;
    explicit SqliteDatabase(std::unique_ptr<Private> members);
    std::unique_ptr<Private> m;
};

}  // namespace heddle
