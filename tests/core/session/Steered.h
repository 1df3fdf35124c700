// SPDX-License-Identifier: MIT
// A run of a scene that stands until it is told what to do.
#pragma once

#include "tests/core/session/Scene.h"

#include <functional>
#include <memory>
#include <string>

namespace heddle::test {

inline constexpr Span patience = Span::seconds(20);

// Thread: the test's own.
class Steered {
public:
    explicit Steered(RunRequest request) {
        auto started = Run::start(std::move(request));
        if (started)
            run = std::move(*started);
    }

    // Until it stands and somebody can choose, or it is over.
    Choices stands() {
        awaits([](const Choices& now) { return now.isToChoose; });
        return run->choices();
    }
    bool awaits(const std::function<bool(const Choices&)>& isSo) {
        Choices now = run->choices();
        for (int i = 0; !isSo(now) && !now.isOver && i < 200; ++i)
            now = run->awaitChange(now.version, Span::millis(100));
        return isSo(now);
    }
    WorkerId named(const std::string& path) const {
        for (const WorkerInfo* worker : run->trace()->names().workers())
            if (worker->path == path)
                return worker->id;
        return {};
    }
    std::string let(const std::string& path) {  // "" or why not
        const Result<void> done = run->let(named(path));
        return done ? "" : done.error().sentence;
    }
    // Steps as round robin would, until the run is over or so many steps were taken.
    int stepOn(int atMost = 100000) {
        int steps = 0;
        WorkerId last;
        for (Choices now = stands(); now.isToChoose && steps < atMost; now = stands()) {
            WorkerId next, first;
            for (const WorkerChoice& one : now.workers) {
                if (!one.canBeChosen())
                    continue;
                first = first.isNone() ? one.worker : first;
                next = next.isNone() && one.worker > last ? one.worker : next;
            }
            last = next.isNone() ? first : next;
            if (last.isNone())
                run->awaitChange(now.version, patience);  // all wait for the kernel
            else if (!run->let(last))
                return -1;
            else
                ++steps;
        }
        return steps;
    }
    Scene ended() {
        run->wait();
        Scene scene;
        scene.trace = run->trace();
        scene.facts = scene.trace->facts();
        scene.status = run->status();
        return scene;
    }

    std::unique_ptr<Run> run;
};

}  // namespace heddle::test
