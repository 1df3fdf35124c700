// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of this session, and how each can be sent another way from one of its steps.
#pragma once

#include "core/base/Result.h"
#include "core/session/RunRequest.h"
#include "core/trace/Trace.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
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
        std::function<Result<RunRequest>(const RunFacts&)> programOf;  // of an opened file, as it is here
    };
    explicit Branches(const Parts& parts, QObject* parent = nullptr);

    void run(RunRequest request);  // a run of its own, and a tree of its own
    // A run that was made elsewhere, and its words; shows it. It can be branched as all others.
    void adopt(RunRequest request, std::shared_ptr<const Trace> trace, const QString& words);

public slots:
    // The program runs again, in the same order up to the instant that is shown, and is stepped by hand from
    // there. What still goes on is ended first: only then its order is known to the end. Of an opened file
    // the program is looked for, and asked about unless it is one of our lessons.
    void branchHere();
    void replay();   // all of what is shown, in its order; as slow as slow motion, if that is chosen
    void catchUp();  // once a frame: what became of each

signals:
    void objected(QString sentence);
    void lookedAt(const heddle::RunRequest& request);  // one of before is shown again

private:
    struct Branch {
        RunRequest request;
        std::shared_ptr<const Trace> trace;  // null: it has not begun yet
        std::optional<int> parent;
        QString words;                               // "Run 1", and behind it how it came to be
        QString outcome = {};                        // as it was when
        std::optional<std::uint64_t> factsSet = {};  // its facts had been set so often: they may be much
    };
    struct Wish {
        int place = 0;
        std::optional<std::int64_t> step;        // none: the whole of it
        std::optional<std::size_t> grants = {};  // where it stood several times behind that step
    };
    static QString wordsFor(const Wish& wish, const Trace& from);
    std::optional<int> shown() const;
    void noteTrace(const std::shared_ptr<const Trace>& trace);
    void runAgain(Wish wish);
    void takeFile(const Wish& wish);
    void ask(const RunRequest& request, std::function<void()> agreed);
    void fulfil(const Wish& wish);
    void branch(const Wish& wish);
    void add(Branch branch);
    void launch(Branch branch);
    void show(int place);

    Parts m;
    std::vector<Branch> m_branches;
    QString m_file;              // that was opened last
    std::optional<Wish> m_wish;  // waits for the end of the run that goes on
};

}  // namespace heddle
