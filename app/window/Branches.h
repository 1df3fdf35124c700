// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of this session, and how each can be sent another way from one of its steps.
#pragma once

#include "core/session/RunRequest.h"
#include "core/trace/Trace.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace heddle {

class BranchesPanel;
class Breakpoints;
class TopBar;
class Viewing;

// Thread: GUI only. All that it is given outlives it. Traces stay as long as the window does.
class Branches : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Viewing& viewing;
        TopBar& bar;
        Breakpoints& breakpoints;
        BranchesPanel& panel;
    };
    explicit Branches(const Parts& parts, QObject* parent = nullptr);

    void run(RunRequest request);  // a run of its own, and a tree of its own
    bool canBranch() const;        // the instant lies in a run that was held from its start

public slots:
    // The program runs again, in the same order up to the instant that is shown, and is stepped by hand from
    // there. What still goes on is ended first: only then its order is known to the end.
    void branchHere();
    void catchUp();  // once a frame: what became of each

signals:
    void objected(QString sentence);

private:
    struct Branch {
        RunRequest request;
        std::shared_ptr<const Trace> trace;  // null: it has not begun yet
        std::optional<int> parent;
        std::int64_t step = 0;  // of the parent, up to which it is the same
    };
    struct Wish {
        int place = 0;
        std::int64_t step = 0;
    };
    std::optional<int> shown() const;
    void noteTrace(const std::shared_ptr<const Trace>& trace);
    void branch(const Wish& wish);
    void launch(Branch branch);
    void show(int place);

    Parts m;
    std::vector<Branch> m_branches;
    std::optional<Wish> m_wish;  // waits for the end of the run that goes on
};

}  // namespace heddle
