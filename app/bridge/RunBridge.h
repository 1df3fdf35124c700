// SPDX-License-Identifier: GPL-3.0-or-later
// The window's way to the run that goes on: orders go in at once, what became of them comes back as signals.
#pragma once

#include "core/base/Result.h"
#include "core/session/ProgramInput.h"
#include "core/session/Run.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace heddle {

// Thread: GUI only; starting and waiting happen on a thread of its own, so nothing here blocks but the
// destructor, which stops the run and waits until no process of it is left.
class RunBridge : public QObject {
    Q_OBJECT
public:
    using Launcher =
        std::function<Result<std::unique_ptr<Run>>(RunRequest)>;  // Run::start; called on a thread of ours

    explicit RunBridge(Launcher launcher, QObject* parent = nullptr);
    ~RunBridge() override;

    void start(
        RunRequest request);  // a run that goes on is stopped first; of several requests the last one counts
    void stop();              // asks; runEnded() follows, and no other run starts
    void give(const QByteArray& bytes);  // to the program's standard input
    void endInput();                     // end of file there, behind what was given

    bool isRunning() const { return m_isBusy; }  // from start() until runEnded() or runRefused()
    std::shared_ptr<const Trace> trace() const;  // of the last run that started; null before the first
    RunStatus status() const;                    // of that run

    // -- who goes next in that run; each order is refused with one sentence where it cannot be given
    Choices choices() const { return m_run ? m_run->choices() : Choices{}; }
    Result<void> let(WorkerId worker);
    Result<void> letNext();
    Result<void> setChoosing(const Choosing& choosing, std::optional<double> operationsPerSecond);
    Result<void> setBreakpoints(std::vector<Breakpoint> breakpoints);

signals:
    void runStarted();                  // trace() is a new one, and grows
    void runEnded();                    // trace() is whole
    void runRefused(QString sentence);  // nothing was started

private:
    void launch(RunRequest request);
    void onStarted(std::shared_ptr<Run> run);
    void onDone(const QString& refusal);

    Launcher m_launcher;
    std::shared_ptr<Run> m_run;             // shared with the thread that waits for its end
    std::shared_ptr<ProgramInput> m_input;  // of that run, or of the one that is being started
    std::optional<RunRequest> m_next;       // started as soon as the present run has ended
    bool m_isBusy = false;
    std::jthread m_thread;  // last: joined before anything above goes
};

}  // namespace heddle
