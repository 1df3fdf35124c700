// SPDX-License-Identifier: GPL-3.0-or-later
// The window's size and the places of its parts, from one day to the next.
#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>

class QAction;
class QMainWindow;
class QSettings;
class QSplitter;
class QWidget;

namespace heddle {

// Thread: GUI only. Settings, window and splitters outlive it.
class WindowMemory {
public:
    static constexpr QSize usual{1600, 1000};  // less where the screen has less

    struct Part {
        QSplitter* splitter;  // remembered under its object name
        QList<int> sizes;     // as it comes
    };
    WindowMemory(QSettings& settings, QWidget& window, QList<Part> parts);
    void addToggles(const QList<QAction*>& toggles);  // usually all are on
    void addDocksOf(QMainWindow& window);             // as they are now is how they come

    void restore();
    void remember();
    void reset();  // as it comes

private:
    QSettings& m_settings;
    QWidget& m_window;
    QList<Part> m_parts;
    QList<QAction*> m_toggles;
    QMainWindow* m_docked = nullptr;  // that has docks
    QByteArray m_usualDocks;
};

}  // namespace heddle
