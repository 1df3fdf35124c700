// SPDX-License-Identifier: GPL-3.0-or-later
// Many schedules of what is to be run, and one run of each outcome to be stepped through.
#pragma once

#include "app/bridge/ExploreBridge.h"
#include "app/bridge/TraceFiles.h"

#include <QObject>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <optional>

namespace heddle {

class Branches;
class ExplorePanel;
class LessonDesk;
class Viewing;

// Thread: GUI only. All that it is given outlives it. An outcome's run is a run of the session once it was
// looked at; the others' traces lie in a folder that goes with the next exploration, or with this.
class Exploring : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Viewing& viewing;
        LessonDesk& lessons;
        Branches& branches;
        ExplorePanel& panel;
    };
    explicit Exploring(const Parts& parts, QObject* parent = nullptr);

private:
    void start();
    void stop();
    bool catchUp();  // once a frame
    void showOutcomes();
    void showOutcome(int place);
    void adopt(const std::shared_ptr<const Trace>& trace, const QString& path);

    Parts m;
    std::unique_ptr<QTemporaryDir> m_folder;
    RunRequest m_program;  // that is explored, or was
    int m_tries = 0;       // wanted of it
    Exploration m_found;
    std::map<QString, std::shared_ptr<const Trace>> m_looked;  // at, by their files
    TraceFiles m_files;
    ExploreBridge m_bridge;  // last: it writes into the folder until it is gone
};

}  // namespace heddle
