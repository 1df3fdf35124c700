// SPDX-License-Identifier: GPL-3.0-or-later
// File > Export: opens its dialog on what the window shows, and has the threads that sample and write.
#pragma once

#include "app/window/ExportWork.h"

#include <QObject>
#include <QString>

class QWidget;

namespace heddle {

class LessonDesk;
class TimelineView;
class Viewing;

// Thread: GUI only. All that it is given outlive it.
class Exporting : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QWidget& window;
        Viewing& viewing;
        TimelineView& timeline;
        LessonDesk& lessons;
    };
    explicit Exporting(const Parts& parts);

    void ask();

signals:
    void refused(QString sentence);

private:
    Parts m;
    QString m_folder;  // where the last file went
    ExportWork m_sampling, m_writing;
};

}  // namespace heddle
