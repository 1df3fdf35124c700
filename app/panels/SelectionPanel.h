// SPDX-License-Identifier: GPL-3.0-or-later
// The event that is looked at: its sentence and its message's story.
#pragma once

#include "app/panels/Story.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;

namespace heddle {

// Thread: GUI only.
class SelectionPanel : public QWidget {
    Q_OBJECT
public:
    SelectionPanel(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setEvent(std::optional<std::size_t> event);     // until it is forgotten
    void showHappened(std::optional<std::size_t> last);  // while no event is set
    void forget();                                       // what was set: back to the last that happened
    void setTheme(const Theme& theme);

private:
    void tell();
    void show(const Story& story);

    const TraceModel& m_model;
    Theme m_theme;
    std::optional<std::size_t> m_event, m_happened;
    QLabel* m_title;
    QLabel* m_place;
    QLabel* m_sentence;
    QGridLayout* m_lines;
};

}  // namespace heddle
