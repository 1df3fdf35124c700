// SPDX-License-Identifier: MIT
// A real program under a real supervisor, for the tests of this folder. Thread: the test's own.
#pragma once

#include "core/supervise/ProcessTable.h"
#include "core/supervise/SupervisorLink.h"

#include <QTest>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace heddle::test {

inline std::filesystem::path buildFolder() {
    return qEnvironmentVariable("HEDDLE_BUILD").toStdString();
}

// A supervised program with its standard output in our hands.
struct Supervised {
    std::unique_ptr<SupervisorLink> link;
    FileDescriptor output;
    std::string failure;

    explicit Supervised(std::vector<std::string> arguments, SuperviseRequest request = {}) {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC) == 0);
        output = FileDescriptor(ends[0]);
        const FileDescriptor theirs(ends[1]);
        if (request.supervisor.empty())
            request.supervisor = buildFolder() / "lib/heddle/heddle-supervisor";
        if (request.command.empty())
            request.command = {buildFolder() / "tests/SupervisedProgram"};
        request.command.insert(request.command.end(), arguments.begin(), arguments.end());
        request.standardOutput = theirs.number();
        auto started = SupervisorLink::start(request);
        if (started)
            link = std::move(*started);
        else
            failure = started.error().sentence;
    }

    std::string readLine() {
        std::string line;
        for (char c = 0; read(output.number(), &c, 1) == 1 && c != '\n';)
            line += c;
        return line;
    }

    std::optional<Report> waitForReport() {
        pollfd source{link->fd(), POLLIN, 0};
        for (;;) {
            if (auto report = link->next())
                return report;
            if (poll(&source, 1, 30000) <= 0)
                return std::nullopt;
        }
    }

    std::vector<Report> reportsToTheEnd() {
        std::vector<Report> all;
        while (const auto report = waitForReport()) {
            all.push_back(*report);
            if (report->kind == Report::Kind::allGone)
                break;
        }
        return all;
    }
};

using Kind = Report::Kind;

inline std::vector<Report> only(Kind kind, std::vector<Report> reports) {
    std::erase_if(reports, [kind](const Report& report) { return report.kind != kind; });
    return reports;
}

// All processes there are, zombies too, that come of this process. Everything that a run leaves comes to us.
inline std::vector<std::int32_t> descendantsOf(std::int32_t pid) {
    std::vector<std::int32_t> all = childrenOf(pid);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto children = childrenOf(all[i]);
        all.insert(all.end(), children.begin(), children.end());
    }
    return all;
}

}  // namespace heddle::test
