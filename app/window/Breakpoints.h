// SPDX-License-Identifier: GPL-3.0-or-later
// Where runs are to stand still, in every run of this window until it is taken away.
#pragma once

#include "core/session/Breakpoint.h"

#include <QObject>
#include <QString>

#include <vector>

namespace heddle {

class Viewing;

// Thread: GUI only. `viewing` outlives it. The run that goes on is told at once.
class Breakpoints : public QObject {
    Q_OBJECT
public:
    explicit Breakpoints(Viewing& viewing, QObject* parent = nullptr);

    Result<void> add(const QString& words);  // "trouble", or a filter; else one sentence. Twice is once
    void stopAt(const QString& filter);      // the same, of what was clicked
    void remove(int place);
    const std::vector<Breakpoint>& all() const { return m_all; }
    void owe(bool isOwed) {
        m_isOwed = isOwed;
    }               // a run that follows a schedule first is told when that is done
    void settle();  // it is done

signals:
    void changed();
    void stopsAt(const QString& filter);

private:
    void tell();

    Viewing& m_viewing;
    std::vector<Breakpoint> m_all;
    bool m_isOwed = false;
};

}  // namespace heddle
