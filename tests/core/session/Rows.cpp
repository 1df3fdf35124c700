// SPDX-License-Identifier: MIT
#include "tests/core/session/Rows.h"

#include <QTest>
#include <filesystem>
#include <map>

namespace heddle::test {
namespace {

const char* wordsOf(Held held) {
    return held == Held::no ? "free" : held == Held::random ? "random" : "by turns";
}

const Scene& played(const char* program, const std::string& scene, Held held) {
    static std::map<std::pair<std::string, Held>, Scene> scenes;  // one run serves all its rows
    const auto [found, isNew] = scenes.try_emplace({scene, held});
    if (isNew)
        found->second = playIn(program, scene, held);
    return found->second;
}

// Held, whoever does something was let to: "main/a queue.get main/q done ok 7" was called before. What begins
// is not called by anybody, and how a killed process ended is told by others.
std::string calledLineOf(const std::string& line) {
    for (const char* phase : {" done", " failed", " waits"})
        if (const std::size_t at = line.find(phase); at != std::string::npos)
            return line.find(".begin ") == std::string::npos && line.find(" done killed") == std::string::npos
                       ? line.substr(0, at) + " called"
                       : "";
    return "";
}

}  // namespace

std::vector<RowTable> allRows() {
    return {operationsRows(), syncRows(),    streamRows(),  datagramRows(),
            memoryRows(),     managerRows(), refusedRows(), killedRows()};
}

Scene playIn(const char* program, const std::string& scene, Held held, std::uint64_t seed) {
    RunRequest request = requestFor(scene, held, seed);
    std::filesystem::path path{request.command[0]};
    request.command[0] = path.replace_filename(program);
    return play(std::move(request));
}

void addRows(const RowTable& table) {
    QTest::addColumn<Row>("row");
    QTest::addColumn<Held>("held");
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const Row& row : table.rows)
            if (held != Held::no || row.when == When::always)
                QTest::addRow("%s, %s", wordsOf(held), row.line) << row << held;
}

void checkRow(const RowTable& table) {
    QFETCH(Row, row);
    QFETCH(Held, held);
    const Scene& scene = played(table.program, row.scene, held);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    if (table.isToFinish)
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
    const std::string line = row.line;
    const int times = scene.count(line);
    if (row.times == atLeastOnce || line.find(" waits") != std::string::npos)
        QVERIFY(times >= 1);
    else
        QCOMPARE(times, row.times);
    if (const std::string called = calledLineOf(line); held != Held::no && !called.empty())
        QVERIFY2(scene.count(called) >= 1, called.c_str());
}

}  // namespace heddle::test
