// SPDX-License-Identifier: MIT
// What is told of an operation, a row for each of its outcomes, and the one way to see to it: each row's
// scene is played free and held, and the row's line looked for in what was told. Thread: the test's own.
#pragma once

#include "tests/core/session/Scene.h"

#include <span>
#include <string>
#include <vector>

namespace heddle::test {

inline constexpr int atLeastOnce = 0;
enum class When { always, held };  // held: free, chance decides it

struct Row {
    const char* scene;
    const char* line;  // the beginning, or a part, of one of Scene::lines()
    int times = 1;     // of a line that waits always at least once: a wait may be told again
    When when = When::always;
};

struct RowTable {
    const char* program;  // whose scenes these are: TestOperations, TestSync
    std::span<const Row> rows;
    bool isToFinish = true;  // every one of its scenes
};

RowTable operationsRows();
RowTable syncRows();
RowTable streamRows();
RowTable datagramRows();
RowTable memoryRows();
RowTable managerRows();
RowTable refusedRows();
RowTable killedRows();
std::vector<RowTable> allRows();

// A scene of a program beside TestOperations.
Scene playIn(const char* program, const std::string& scene, Held held, std::uint64_t seed = 1);

// For a test's …_data() and its function: every row free, by turns and by a seed.
void addRows(const RowTable& table);
void checkRow(const RowTable& table);

}  // namespace heddle::test
